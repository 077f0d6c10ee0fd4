//! `#[derive(Read)]`: how a type of the contract is read, from the attributes that serde has for it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Data, DataEnum, DeriveInput, Error, Fields, Ident, LitStr, Path, Result, Type, meta::ParseNestedMeta,
    parse_quote, spanned::Spanned,
};

pub fn expand(tokens: TokenStream) -> Result<TokenStream> {
    let input: DeriveInput = syn::parse2(tokens)?;
    let (name, known) = (&input.ident, Serde::of(&input.attrs)?);
    let body = match &input.data {
        Data::Struct(it) => members(&it.fields)?,
        Data::Enum(it) => words(name, it, &known)?,
        Data::Union(_) => return Err(Error::new(name.span(), "a union can't be read")),
    };
    let mut generics = input.generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.bounds.push(parse_quote!(::aftercare_contract::read::Read));
    }
    let (head, parameters, bounds) = generics.split_for_impl();
    Ok(quote! {
        impl #head ::aftercare_contract::read::Read for #name #parameters #bounds {
            fn read<V: ::aftercare_contract::read::Value>(at: &::aftercare_contract::read::At<V>) -> Self {
                #body
            }
        }
    })
}

fn members(fields: &Fields) -> Result<TokenStream> {
    let Fields::Named(fields) = fields else {
        return Err(Error::new(fields.span(), "only members with names can be read"));
    };
    let (mut names, mut reads) = (Vec::new(), Vec::new());
    for field in &fields.named {
        let Some(name) = &field.ident else { continue };
        let known = Serde::of(&field.attrs)?;
        if known.flattened {
            reads.push(quote!(#name: members.rest()));
            continue;
        }
        let on_the_wire = known.renamed.unwrap_or_else(|| name.to_string());
        let is_optional = known.default.is_some() || is_option(&field.ty);
        names.push(if is_optional { on_the_wire } else { on_the_wire + "!" });
        reads.push(match known.default {
            Some(Default::Other(path)) => quote!(#name: members.member_or(#path)),
            _ => quote!(#name: members.member()),
        });
    }
    let names = names.join(" ");
    Ok(quote! {
        let mut members = at.members(#names);
        Self { #(#reads),* }
    })
}

fn is_option(of: &Type) -> bool {
    matches!(of, Type::Path(path) if path.path.segments.last().is_some_and(|it| it.ident == "Option"))
}

fn words(name: &Ident, set: &DataEnum, known: &Serde) -> Result<TokenStream> {
    if !known.snake_case {
        return Err(Error::new(name.span(), "only a set with `rename_all = \"snake_case\"` can be read"));
    }
    let (mut words, mut variants, mut other) = (Vec::new(), Vec::new(), None);
    for variant in &set.variants {
        if !variant.fields.is_empty() {
            return Err(Error::new(variant.span(), "a word has no content"));
        }
        let known = Serde::of(&variant.attrs)?;
        if known.other {
            other = Some(&variant.ident);
        } else {
            words.push(known.renamed.unwrap_or_else(|| snake_case(&variant.ident)));
            variants.push(&variant.ident);
        }
    }
    let other = other.ok_or_else(|| Error::new(name.span(), "a newer word needs a variant with #[serde(other)]"))?;
    let (words, numbers) = (words.join(" "), 0..variants.len());
    Ok(quote! {
        match at.one_of(#words) {
            #(#numbers => Self::#variants,)*
            _ => Self::#other,
        }
    })
}

fn snake_case(name: &Ident) -> String {
    let mut word = String::new();
    for letter in name.to_string().chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(letter.to_lowercase());
    }
    word
}

/// What `#[serde(…)]` says that matters to a reader.
#[derive(std::default::Default)]
struct Serde {
    renamed: Option<String>,
    snake_case: bool,
    default: Option<Default>,
    flattened: bool,
    other: bool,
}

enum Default {
    OfType,
    Other(Path),
}

impl Serde {
    fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut known = Self::default();
        for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
            attribute.parse_nested_meta(|meta| known.take(&meta))?;
        }
        Ok(known)
    }

    fn take(&mut self, meta: &ParseNestedMeta) -> Result<()> {
        let value = || meta.value()?.parse::<LitStr>();
        if meta.path.is_ident("rename") {
            self.renamed = Some(value()?.value());
        } else if meta.path.is_ident("rename_all") {
            self.snake_case = value()?.value() == "snake_case";
        } else if meta.path.is_ident("default") {
            self.default =
                Some(if meta.input.peek(syn::Token![=]) { Default::Other(value()?.parse()?) } else { Default::OfType });
        } else if meta.path.is_ident("flatten") {
            self.flattened = true;
        } else if meta.path.is_ident("other") {
            self.other = true;
        } else if meta.path.is_ident("skip_serializing_if") {
            // Of writing only.
            value()?;
        } else {
            return Err(meta.error("no reader knows what this means"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::expand;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn expanded(of: TokenStream) -> String {
        expand(of).map_or_else(|fault| panic!("{fault}"), |it| it.to_string())
    }

    fn fault(of: TokenStream) -> String {
        expand(of).map_or_else(|fault| fault.to_string(), |it| panic!("{it}"))
    }

    #[test]
    fn members_are_asked_for_by_their_names_on_the_wire_and_the_required_ones_are_marked() {
        let read = expanded(quote! {
            struct Fee {
                #[serde(rename = "type")]
                kind: String,
                #[serde(default)]
                label: String,
                amount: Option<Money>,
                #[serde(default = "none")]
                code: String,
                #[serde(flatten)]
                rest: Rest,
            }
        });
        assert!(read.contains(r#"at . members ("type! label amount code")"#), "{read}");
        assert!(read.contains("code : members . member_or (none) , rest : members . rest ()"), "{read}");
    }

    #[test]
    fn a_word_is_found_by_its_place_and_a_newer_one_is_the_other() {
        let read = expanded(quote! {
            #[serde(rename_all = "snake_case")]
            enum Leg { Done, OnItsWay, #[serde(other)] Unknown }
        });
        assert!(read.contains(r#"at . one_of ("done on_its_way")"#), "{read}");
        assert!(read.contains("1usize => Self :: OnItsWay , _ => Self :: Unknown"), "{read}");
    }

    #[test]
    fn what_no_reader_understands_does_not_compile() {
        assert!(
            fault(quote!(
                #[serde(rename_all = "snake_case")]
                enum Leg {
                    Done,
                }
            ))
            .contains("other")
        );
        assert!(
            fault(quote!(
                enum Leg {
                    Done,
                    #[serde(other)]
                    Unknown,
                }
            ))
            .contains("snake_case")
        );
        assert!(
            fault(quote!(
                #[serde(rename_all = "snake_case")]
                enum Leg {
                    Done(String),
                }
            ))
            .contains("no content")
        );
        assert!(
            fault(quote!(
                struct Fee {
                    #[serde(with = "cents")]
                    amount: i64,
                }
            ))
            .contains("no reader")
        );
        assert!(
            fault(quote!(
                struct Fee(i64);
            ))
            .contains("names")
        );
    }
}
