//! From the tokens of a view to its text and the calls that fill its places.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement};
use syn::{Block, Error, Expr, ExprBlock, ExprLit, Ident, Lit, Result, Stmt, spanned::Spanned};

use crate::template::{Part, Template, is_unfit};

pub fn expand(tokens: TokenStream) -> Result<TokenStream> {
    let nodes = rstml::parse2(tokens)?;
    if nodes.is_empty() {
        return Err(Error::new(Span::call_site(), "nothing to see: that is `erased::nothing()`"));
    }
    let mut view = View::default();
    for node in &nodes {
        view.node(node, false)?;
    }
    let View { template, fillings } = view;
    let template = template.as_str();
    Ok(quote!(crate::erased::AnyView::markup(#template) #(.#fillings)*))
}

#[derive(Default)]
struct View {
    template: Template,
    fillings: Vec<TokenStream>,
}

impl View {
    fn node(&mut self, node: &Node, in_svg: bool) -> Result<()> {
        match node {
            Node::Element(element) => self.element(element, in_svg),
            Node::Text(text) => self.text(text.value.span(), &text.value.value()),
            Node::Block(NodeBlock::ValidBlock(block)) => self.child(block),
            other => Err(Error::new(other.span(), "a view is made of elements, \"texts\" and {values}")),
        }
    }

    fn element(&mut self, element: &NodeElement<rstml::Infallible>, in_svg: bool) -> Result<()> {
        let name = element.name().to_string();
        if name.starts_with(char::is_uppercase) || name.contains(':') {
            return Err(Error::new(element.name().span(), "no components: call the function in braces"));
        }
        let in_svg = in_svg || name == "svg";
        self.template.push(if in_svg { Part::OpenSvg } else { Part::Open }, &name);
        for attribute in element.attributes() {
            match attribute {
                NodeAttribute::Attribute(attribute) => self.attribute(attribute)?,
                NodeAttribute::Block(block) => return Err(Error::new(block.span(), "an attribute needs a name")),
            }
        }
        for child in &element.children {
            self.node(child, in_svg)?;
        }
        self.template.push(Part::Close, "");
        Ok(())
    }

    fn attribute(&mut self, attribute: &KeyedAttribute) -> Result<()> {
        let (key, name) = (&attribute.key, attribute.key.to_string());
        let value = attribute.value().map(unbraced);
        let fault = |fault: &str| Err(Error::new(key.span(), fault));
        match (name.split_once(':'), value) {
            (None, _) if name == "style" => fault("a strict content policy refuses it: use a class"),
            (None, _) if name == "inner_html" => fault("text from a server is never markup"),
            (None, None) => self.fixed(&name, "", key.span()),
            (None, Some(value)) if name == "node_ref" => self.place(Part::Reference, "", quote!(refer(#value))),
            (None, Some(value)) => match literal(value) {
                Some(text) => self.fixed(&name, &text, value.span()),
                None => self.place(Part::Attribute, &name, quote!(value(#value))),
            },
            (Some(("class", name)), Some(value)) => self.place(Part::Class, name, quote!(value(#value))),
            (Some(("prop", name)), Some(value)) => self.place(Part::Property, name, quote!(value(#value))),
            (Some(("on", name)), Some(value)) => {
                let event = syn::parse_str::<Ident>(name).map_err(|_| Error::new(key.span(), "not an event's name"))?;
                self.place(Part::Event, name, quote!(on(::leptos::ev::#event, #value)))
            }
            (Some(_), None) => fault("needs a value"),
            (Some(_), Some(_)) => fault("before the colon may stand class, prop or on"),
        }
    }

    /// An attribute that is known in advance.
    fn fixed(&mut self, name: &str, value: &str, span: Span) -> Result<()> {
        self.template.push(Part::Name, name);
        self.written(Part::Value, value, span)
    }

    fn text(&mut self, span: proc_macro2::Span, text: &str) -> Result<()> {
        self.written(Part::Text, text, span)
    }

    fn written(&mut self, part: Part, text: &str, span: Span) -> Result<()> {
        if is_unfit(text) {
            return Err(Error::new(span, "no line breaks, tabs or other control characters"));
        }
        self.template.push(part, text);
        Ok(())
    }

    fn child(&mut self, block: &Block) -> Result<()> {
        let value = in_braces(block);
        match value.and_then(literal) {
            Some(text) => self.text(block.span(), &text),
            None => {
                let value = value.map_or_else(|| quote!(#block), |value| quote!(#value));
                self.place(Part::Child, "", quote!(child(#value)))
            }
        }
    }

    fn place(&mut self, part: Part, name: &str, filling: TokenStream) -> Result<()> {
        self.template.push(part, name);
        self.fillings.push(filling);
        Ok(())
    }
}

/// What a block is there for, when that is one expression.
fn in_braces(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(value, None)] => Some(value),
        _ => None,
    }
}

fn unbraced(value: &Expr) -> &Expr {
    match value {
        Expr::Block(ExprBlock { attrs, label: None, block }) if attrs.is_empty() => in_braces(block).unwrap_or(value),
        _ => value,
    }
}

fn literal(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::expand;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn expanded(view: TokenStream) -> String {
        expand(view).map_or_else(|fault| panic!("{fault}"), |it| it.to_string())
    }

    fn fault(view: TokenStream) -> String {
        expand(view).map_or_else(|fault| fault.to_string(), |it| panic!("{it}"))
    }

    #[test]
    fn what_is_known_in_advance_is_one_text() {
        let view = expanded(quote!(<p class="muted" hidden>"Saved " {"twice"}</p>));
        assert_eq!(
            view,
            quote!(crate::erased::AnyView::markup(
                "\u{1}p\u{4}class\u{5}muted\u{4}hidden\u{5}\u{6}Saved \u{6}twice\u{3}"
            ))
            .to_string()
        );
    }

    #[test]
    fn what_changes_is_a_call_each_in_the_order_of_the_places() {
        let view = expanded(quote! {
            <input part=part class:large=is_large() prop:checked={a == b} on:change=move |_| choose() node_ref=field />
            {rest}
        });
        let calls: Vec<_> = [
            "value (part)",
            "value (is_large ())",
            "value (a == b)",
            "on (:: leptos :: ev :: change",
            "refer (field)",
            "child (rest)",
        ]
        .map(|call| view.find(call).unwrap_or_else(|| panic!("no `{call}` in {view}")))
        .into();
        assert!(calls.is_sorted(), "{view}");
        assert!(view.contains(r#""\u{1}input\u{8}part\u{e}large\u{f}checked\u{10}change\u{11}\u{3}\u{7}""#), "{view}");
    }

    #[test]
    fn what_is_in_a_drawing_is_a_drawing() {
        assert!(expanded(quote!(<svg><path /></svg>)).contains(r"\u{2}svg\u{2}path\u{3}\u{3}"));
    }

    #[test]
    fn what_no_view_may_do_does_not_compile() {
        assert!(fault(quote!(<p style="color: red" />)).contains("content policy"));
        assert!(fault(quote!(<p inner_html=words />)).contains("never markup"));
        assert!(fault(quote!(<Card />)).contains("in braces"));
        assert!(fault(quote!(<p bind:value=it />)).contains("class, prop or on"));
        assert!(fault(quote!(<p class:large />)).contains("a value"));
        assert!(fault(quote!(<p on:two-words=it />)).contains("event"));
        assert!(fault(quote!(<p title="two\nlines" />)).contains("line breaks"));
        assert!(fault(quote!(<p {spread} />)).contains("a name"));
        assert!(fault(quote!()).contains("nothing"));
    }
}
