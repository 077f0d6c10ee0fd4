//! Editing a module's sections where no tool does just that: everything not mentioned stays byte for byte.

use anyhow::{Context, Result};
use std::{collections::HashMap, ops::Range};
use wasmparser::{BinaryReader, ExportSectionReader, ImportSectionReader, Parser, Payload};

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// Leaves out the custom section of this name.
pub fn without_custom_section(module: &[u8], name: &str) -> Result<Vec<u8>> {
    edit(module, |payload, _| {
        Ok(match payload {
            Payload::CustomSection(section) if section.name() == name => Edit::Remove,
            _ => Edit::Keep,
        })
    })
}

/// The names of all imports and exports.
pub fn names(module: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    names.push(import?.name.to_string());
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    names.push(export?.name.to_string());
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

/// Gives imports, import modules and exports the names that `renamed` has for them, and leaves out the exports for
/// which `kept` is false (asked with the old name).
pub fn with_names(module: &[u8], renamed: &HashMap<String, String>, kept: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let name = |old: &str| renamed.get(old).cloned().unwrap_or_else(|| old.to_string());
    edit(module, |payload, bytes| match payload {
        Payload::ImportSection(section) => {
            let mut items = Vec::new();
            for item in ranges(starts_of_imports(section)?, bytes.len()) {
                let mut reader = BinaryReader::new(&bytes[item], 0);
                let (from, what) = (reader.read_string()?, reader.read_string()?);
                let mut new = Vec::new();
                push_string(&mut new, &name(from));
                push_string(&mut new, &name(what));
                new.extend(rest(reader)?);
                items.push(new);
            }
            Ok(Edit::Replace(IMPORTS, items))
        }
        Payload::ExportSection(section) => {
            let mut items = Vec::new();
            for item in ranges(starts_of_exports(section)?, bytes.len()) {
                let mut reader = BinaryReader::new(&bytes[item], 0);
                let old = reader.read_string()?;
                if kept(old) {
                    let mut new = Vec::new();
                    push_string(&mut new, &name(old));
                    new.extend(rest(reader)?);
                    items.push(new);
                }
            }
            Ok(Edit::Replace(EXPORTS, items))
        }
        _ => Ok(Edit::Keep),
    })
}

enum Edit {
    Keep,
    Remove,
    /// A section of this number, made of these items.
    Replace(u8, Vec<Vec<u8>>),
}

/// Asks `decide` about each section, giving it the section's contents as well.
fn edit(module: &[u8], decide: impl Fn(&Payload, &[u8]) -> Result<Edit>) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    let mut edited = module.get(..HEADER).context("not a module")?.to_vec();
    let mut copied = HEADER;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let Some((_, Range { start, end })) = payload.as_section() else {
            continue;
        };
        let contents = usize::try_from(start)?..usize::try_from(end)?;
        match decide(&payload, &module[contents.clone()])? {
            Edit::Keep => edited.extend_from_slice(&module[copied..contents.end]),
            Edit::Remove => {}
            Edit::Replace(number, items) => {
                let mut body = Vec::new();
                push_number(&mut body, items.len());
                body.extend(items.concat());
                edited.push(number);
                push_number(&mut edited, body.len());
                edited.extend(body);
            }
        }
        copied = contents.end;
    }
    Ok(edited)
}

/// Where each import starts, counted from the section's start.
fn starts_of_imports(section: &ImportSectionReader) -> Result<Vec<usize>> {
    let start = section.range().start;
    let mut starts = Vec::new();
    for import in section.clone().into_imports_with_offsets() {
        starts.push(usize::try_from(import?.0 - start)?);
    }
    Ok(starts)
}

/// Where each export starts, counted from the section's start.
fn starts_of_exports(section: &ExportSectionReader) -> Result<Vec<usize>> {
    let start = section.range().start;
    let mut starts = Vec::new();
    for export in section.clone().into_iter_with_offsets() {
        starts.push(usize::try_from(export?.0 - start)?);
    }
    Ok(starts)
}

/// From each start to the next, the last to `end`.
fn ranges(starts: Vec<usize>, end: usize) -> Vec<Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect()
}

fn rest(mut reader: BinaryReader) -> Result<Vec<u8>> {
    let left = reader.bytes_remaining();
    Ok(reader.read_bytes(left)?.to_vec())
}

fn push_string(bytes: &mut Vec<u8>, string: &str) {
    push_number(bytes, string.len());
    bytes.extend_from_slice(string.as_bytes());
}

/// Unsigned LEB128.
fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmparser::Validator;

    /// `(module (import "from" "what" (func)) (export "kept" (func 0)) (export "unused" (func 0)))` with a custom
    /// section `note` in front.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x00\x06\x04noteX\
        \x01\x04\x01\x60\0\0\
        \x02\x0d\x01\x04from\x04what\0\0\
        \x07\x11\x02\x04kept\0\0\x06unused\0\0";

    #[test]
    fn names_change_and_unused_exports_go() -> Result<()> {
        let renamed = HashMap::from([("from".into(), "f".into()), ("what".into(), "a much longer name".into())]);
        let edited = with_names(MODULE, &renamed, |export| export == "kept")?;
        Validator::new().validate_all(&edited)?;
        assert_eq!(names(&edited)?, ["a much longer name", "kept"]);
        Ok(())
    }

    #[test]
    fn only_the_named_custom_section_goes() -> Result<()> {
        assert_eq!(without_custom_section(MODULE, "other")?, MODULE);
        let edited = without_custom_section(MODULE, "note")?;
        Validator::new().validate_all(&edited)?;
        assert_eq!(edited.len(), MODULE.len() - 8);
        Ok(())
    }
}
