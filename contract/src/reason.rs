//! `GET /reasons`: why something goes back, is complained about or needs repair. The list is always the server's.

use serde::{Deserialize, Serialize};

use crate::read::Read;

/// The reasons for a case type and a line, a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ReasonList {
    pub data: Vec<Reason>,
}

/// A reason, or a group of finer ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Reason {
    /// The shop's own code (open).
    pub code: String,
    pub label: String,
    /// `defective`, `damaged_in_transit`, `wrong_item`, `missing_parts`, `not_as_described`, `size_fit`, `style`,
    /// `changed_mind`, `late`, `better_price`, `other` (open).
    pub category: String,
    /// Finer reasons; when there are any, one of them must be chosen.
    #[serde(default)]
    pub children: Vec<Reason>,
    /// What must come with it: `note`, `photo`, `video`, `serial` (open); files only where `uploads` is declared.
    #[serde(default)]
    pub requires: Vec<String>,
    /// Resolutions this reason allows.
    #[serde(default)]
    pub resolutions: Vec<String>,
    /// With a complaint, what the shopper may wish for: some of `resolutions`, in the shop's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<Wish>,
    /// Who bears it: `customer`, `merchant`, `carrier`.
    #[serde(default)]
    pub fault: String,
}

/// Something that would put it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Wish {
    /// A resolution (open).
    pub code: String,
    /// For example `Part of the price back, and you keep it`.
    pub label: String,
}
