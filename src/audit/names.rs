//! Names of elements and attributes that some rule asks for; all others are one.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

/// A set of names of elements or of attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Set(u128);

impl Set {
    pub(super) const fn with(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }

    pub(super) const fn meets(self, other: Set) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn len(self) -> u32 {
        self.0.count_ones()
    }
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* } else $other:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum $name { $($variant,)* $other }

        impl $name {
            /// The name as the tokenizer gives it: in lower case.
            pub(super) fn of(name: &[u8]) -> $name {
                #[expect(non_upper_case_globals, reason = "a number for each name, which is called as the name")]
                mod numbers {
                    $(pub(super) const $variant: u64 = super::number($text.as_bytes());)*
                }
                let found = match number(name) {
                    $(numbers::$variant => $name::$variant,)*
                    _ => return $name::$other,
                };
                if found.as_str().as_bytes() == name { found } else { $name::$other }
            }

            /// A set that holds this name alone.
            pub(super) const fn bit(self) -> Set {
                Set(1 << self as u8)
            }

            pub(super) fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)*
                    $name::$other => "",
                }
            }
        }
    };
}

/// A number for a name, so that names are told apart in few steps: its first letters and, where there are more, the
/// others on top of them. No two of the names below have one number, or the compiler would tell.
const fn number(name: &[u8]) -> u64 {
    let (mut number, mut at) = (0_u64, 0);
    while at < name.len() {
        number ^= (name[at] as u64) << (at % 8 * 8);
        at += 1;
    }
    number
}

names! {
    /// An element's name.
    Tag {
        A = "a", Address = "address", Area = "area", Article = "article", Aside = "aside", Audio = "audio",
        Base = "base", Blink = "blink", Blockquote = "blockquote", Body = "body", Br = "br", Button = "button",
        Caption = "caption", Col = "col", Dd = "dd", Details = "details", Dialog = "dialog", Div = "div", Dl = "dl",
        Dt = "dt", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure",
        Footer = "footer", Form = "form", Frame = "frame", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5",
        H6 = "h6", Head = "head", Header = "header", Hr = "hr", Html = "html", Iframe = "iframe", Image = "image",
        Img = "img", Input = "input", Label = "label", Legend = "legend", Li = "li", Link = "link", Main = "main",
        Marquee = "marquee", Menu = "menu", Meta = "meta", Nav = "nav", Noscript = "noscript", Object = "object",
        Ol = "ol", Optgroup = "optgroup", Option = "option", P = "p", Param = "param", Pre = "pre",
        Script = "script", Section = "section", Select = "select", Source = "source", Style = "style",
        Summary = "summary", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td", Template = "template",
        Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Title = "title", Tr = "tr",
        Track = "track", Ul = "ul", Use = "use", Video = "video", Wbr = "wbr",
    } else Other
}

names! {
    /// An attribute's name.
    Name {
        Action = "action", Alt = "alt", AriaActivedescendant = "aria-activedescendant",
        AriaControls = "aria-controls", AriaDescribedby = "aria-describedby", AriaDetails = "aria-details",
        AriaErrormessage = "aria-errormessage", AriaFlowto = "aria-flowto", AriaHidden = "aria-hidden",
        AriaLabel = "aria-label", AriaLabelledby = "aria-labelledby", AriaOwns = "aria-owns",
        Autoplay = "autoplay", Background = "background", Class = "class", Content = "content",
        Controls = "controls", Data = "data", Disabled = "disabled", Download = "download", For = "for",
        Form = "form", Formaction = "formaction", Formmethod = "formmethod", Headers = "headers",
        Handler = "on*", Hidden = "hidden", Href = "href", HttpEquiv = "http-equiv", Id = "id", Kind = "kind", Lang = "lang",
        List = "list", Method = "method", Muted = "muted", Called = "name", Ping = "ping", Poster = "poster",
        Rel = "rel", Role = "role", Rowspan = "rowspan", Scope = "scope", Src = "src", Srcdoc = "srcdoc", Srcset = "srcset",
        Style = "style", Tabindex = "tabindex", Title = "title", Type = "type", Usemap = "usemap", Holds = "value",
        XlinkHref = "xlink:href", XmlLang = "xml:lang",
    } else Other
}

impl Tag {
    /// The level of a heading.
    pub(super) fn level(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether the element never has anything inside, and so no end tag.
    pub(super) fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Whether starting this element ends an open `other` whose end tag was left out.
    pub(super) fn ends(self, other: Tag) -> bool {
        use Tag::*;
        match other {
            Li => self == Li,
            Dt | Dd => matches!(self, Dt | Dd),
            Option => matches!(self, Option | Optgroup),
            Optgroup => self == Optgroup,
            Td | Th => matches!(self, Td | Th | Tr | Tbody | Thead | Tfoot),
            Tr => matches!(self, Tr | Tbody | Thead | Tfoot),
            Thead | Tbody | Tfoot => matches!(self, Tbody | Thead | Tfoot),
            Head => self == Body,
            P => self.ends_paragraphs(),
            _ => false,
        }
    }

    fn ends_paragraphs(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Details
                | Dialog
                | Div
                | Dl
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hr
                | Main
                | Menu
                | Nav
                | Ol
                | P
                | Pre
                | Section
                | Table
                | Ul
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_whatever_their_length() {
        assert_eq!((Tag::of(b"a"), Tag::of(b"blockquote"), Tag::of(b"strong")), (Tag::A, Tag::Blockquote, Tag::Other));
        assert_eq!(Name::of(b"aria-activedescendant"), Name::AriaActivedescendant);
        assert_eq!(Name::of(b"aria-activedescendant-x"), Name::Other);
        assert_eq!(Name::of(b""), Name::Other);
    }
}
