//! What every shipped module must keep to, so that it runs in Chromium 69 and Safari 13.1.

use anyhow::{Context, Result, bail};
use wasmparser::{ExternalKind, Parser, Payload, TypeRef, ValType, Validator, WasmFeatures};

/// An error unless the module is WebAssembly's first version plus mutable globals: no reference types (externref), no
/// multi-value, no bulk memory, no sign extension.
pub fn module(module: &[u8]) -> Result<()> {
    let features = WasmFeatures::MVP | WasmFeatures::MUTABLE_GLOBAL;
    Validator::new_with_features(features)
        .validate_all(module)
        .context("uses more of WebAssembly than old webviews have")?;
    Ok(())
}

/// An error if JavaScript would have to pass an i64 to or from the main module: that takes BigInt, which Safari 13.1
/// lacks.
pub fn main_module(module: &[u8]) -> Result<()> {
    let mut types = Vec::new();
    let mut functions = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(section) => {
                for ty in section.into_iter_err_on_gc_types() {
                    types.push(ty?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if let TypeRef::Func(ty) = import.ty {
                        check(&types, ty, import.name)?;
                        functions.push(ty);
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    functions.push(ty?);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        let ty = functions.get(export.index as usize).copied();
                        check(&types, ty.context("an export of nothing")?, export.name)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn check(types: &[wasmparser::FuncType], ty: u32, name: &str) -> Result<()> {
    let ty = types.get(ty as usize).context("a function of no type")?;
    if ty.params().iter().chain(ty.results()).any(|it| *it == ValType::I64) {
        bail!("`{name}` passes an i64 between JavaScript and the module: use f64 or two u32");
    }
    Ok(())
}
