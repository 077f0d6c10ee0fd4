//! The Rust side: what `src/*.rs` says each type looks like on the wire, read with `syn`.
//!
//! Only what the contract's types use is understood. Anything else panics, so that a new serde attribute is taught
//! here rather than overlooked.

use std::{collections::BTreeMap, fs, path::Path};

use syn::{Attribute, Fields, GenericArgument, GenericParam, Item, PathArguments, Type, meta::ParseNestedMeta};

/// Every public type of the contract by name.
pub type Source = BTreeMap<String, RustType>;

/// A type as serde writes it.
#[derive(Clone, Debug)]
pub enum RustType {
    /// Another name for a string.
    Text,
    Struct {
        fields: Vec<Field>,
        flattened: Vec<String>,
    },
    /// A closed set of codes, the variant for reading unknown ones left out.
    Codes(Vec<String>),
    /// An object with exactly one member, named after the variant.
    Keyed(Vec<(String, Shape)>),
    /// The body of a variant with one more member that names the variant.
    Tagged {
        tag: String,
        variants: Vec<(String, Shape)>,
    },
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub shape: Shape,
    pub required: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Text,
    Integer {
        signed: bool,
    },
    Boolean,
    List(Box<Shape>),
    Nullable(Box<Shape>),
    /// Another type of the contract, or a generic parameter.
    Named(String),
}

/// Reads the crate's sources, following `mod` from `lib.rs`. Modules behind a feature are not part of the wire.
pub fn read() -> Source {
    let mut source = Source::new();
    read_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"), &mut source);
    source
}

fn read_file(path: &Path, source: &mut Source) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for module in add_types(&text, source) {
        let folder = if path.ends_with("lib.rs") { path.with_file_name("") } else { path.with_extension("") };
        read_file(&folder.join(format!("{module}.rs")), source);
    }
}

/// Adds the public types in a piece of Rust; gives the modules it declares.
pub fn add_types(text: &str, source: &mut Source) -> Vec<String> {
    let mut modules = Vec::new();
    for item in syn::parse_file(text).unwrap().items {
        let (name, rust_type) = match item {
            Item::Mod(module) => {
                assert!(module.content.is_none(), "inline module {} is not understood", module.ident);
                // `read` is how the types are read, not one of them.
                let is_wire = module.ident != "read" && !module.attrs.iter().any(|it| it.path().is_ident("cfg"));
                if is_wire {
                    modules.push(module.ident.to_string());
                }
                continue;
            }
            Item::Type(alias) if shape(&alias.ty) == Shape::Text => (alias.ident, RustType::Text),
            Item::Struct(item) => (item.ident, read_struct(item.fields, &item.attrs, &item.generics)),
            Item::Enum(item) => (item.ident, read_enum(item.variants, &item.attrs)),
            Item::Fn(_) | Item::Impl(_) | Item::Use(_) | Item::Const(_) | Item::ExternCrate(_) => continue,
            other => panic!("not understood: {other:?}"),
        };
        let previous = source.insert(name.to_string(), rust_type);
        assert!(previous.is_none(), "two types are called {name}");
    }
    modules
}

fn read_struct(fields: Fields, attributes: &[Attribute], generics: &syn::Generics) -> RustType {
    assert!(serde(attributes).is_default(), "serde attributes on a struct are not understood");
    let parameters_are_types = generics.params.iter().all(|parameter| matches!(parameter, GenericParam::Type(_)));
    assert!(parameters_are_types, "only type parameters are understood");
    let (mut own, mut flattened) = (Vec::new(), Vec::new());
    for field in fields {
        let serde = serde(&field.attrs);
        let (shape, optional) = match shape(&field.ty) {
            // An option that is left out when empty is never null on the wire.
            Shape::Nullable(inner) if serde.skips => (*inner, true),
            nullable @ Shape::Nullable(_) => (nullable, true),
            shape => (shape, serde.default),
        };
        match shape {
            Shape::Named(name) if serde.flatten => flattened.push(name),
            shape => {
                let name = serde.rename.unwrap_or_else(|| field.ident.unwrap().to_string());
                own.push(Field { name, shape, required: !optional });
            }
        }
    }
    RustType::Struct { fields: own, flattened }
}

fn read_enum<P>(variants: syn::punctuated::Punctuated<syn::Variant, P>, attributes: &[Attribute]) -> RustType {
    let serde_enum = serde(attributes);
    assert_eq!(serde_enum.rename_all.as_deref(), Some("snake_case"), "enums are written in snake case");
    let (mut codes, mut bodies) = (Vec::new(), Vec::new());
    for variant in variants {
        let of_variant = serde(&variant.attrs);
        let name = of_variant.rename.unwrap_or_else(|| snake_case(&variant.ident.to_string()));
        match variant.fields {
            Fields::Unit if of_variant.other => {}
            Fields::Unit => codes.push(name),
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => bodies.push((name, shape(&fields.unnamed[0].ty))),
            other => panic!("a variant like this is not understood: {other:?}"),
        }
    }
    match (codes.is_empty(), bodies.is_empty(), serde_enum.tag) {
        (false, true, None) => RustType::Codes(codes),
        (true, false, None) => RustType::Keyed(bodies),
        (true, false, Some(tag)) => RustType::Tagged { tag, variants: bodies },
        _ => panic!("an enum has either codes or bodies"),
    }
}

fn shape(rust: &Type) -> Shape {
    let Type::Path(path) = rust else { panic!("not understood: {rust:?}") };
    let last = path.path.segments.last().unwrap();
    let argument = || match &last.arguments {
        PathArguments::AngleBracketed(list) => match &list.args[0] {
            GenericArgument::Type(inner) => Box::new(shape(inner)),
            other => panic!("not understood: {other:?}"),
        },
        other => panic!("not understood: {other:?}"),
    };
    match last.ident.to_string().as_str() {
        "String" => Shape::Text,
        "bool" => Shape::Boolean,
        "i64" => Shape::Integer { signed: true },
        "u8" | "u16" | "u32" | "u64" => Shape::Integer { signed: false },
        "Vec" => Shape::List(argument()),
        "Option" => Shape::Nullable(argument()),
        name => Shape::Named(name.to_owned()),
    }
}

/// The serde attributes of one item.
#[derive(Default, PartialEq)]
struct Serde {
    rename: Option<String>,
    rename_all: Option<String>,
    tag: Option<String>,
    default: bool,
    skips: bool,
    flatten: bool,
    other: bool,
}

impl Serde {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

fn serde(attributes: &[Attribute]) -> Serde {
    let mut found = Serde::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        attribute.parse_nested_meta(|meta| read_serde(&meta, &mut found)).unwrap();
    }
    found
}

fn read_serde(meta: &ParseNestedMeta<'_>, found: &mut Serde) -> syn::Result<()> {
    let text = || Ok::<_, syn::Error>(meta.value()?.parse::<syn::LitStr>()?.value());
    match meta.path.require_ident()?.to_string().as_str() {
        "rename" => found.rename = Some(text()?),
        "rename_all" => found.rename_all = Some(text()?),
        "tag" => found.tag = Some(text()?),
        "default" => {
            found.default = true;
            if meta.input.peek(syn::Token![=]) {
                text()?;
            }
        }
        "skip_serializing_if" => found.skips = !text()?.is_empty(),
        "flatten" => found.flatten = true,
        "other" => found.other = true,
        unknown => panic!("serde({unknown}) is not understood"),
    }
    Ok(())
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}
