//! Every example fits its schema, becomes its Rust type, and comes back as it was.

use aftercare_contract::{
    Id, Timestamp, article::*, capabilities::*, care::*, case::*, content::*, desk::*, eligibility::*, filing::*,
    guide::*, list::Page, money::*, order::*, problem::*, quote::*, reason::*, receipt::*, review::*, session::*,
    shipment::*, slot::*, spec::Spec, subscription::*, survey::*, upload::*,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

type RoundTrip = fn(&Value) -> Result<Value, String>;

fn round_trip<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, String> {
    let typed: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    serde_json::to_value(typed).map_err(|error| error.to_string())
}

macro_rules! table {
    ($($same:ident)* ; $($schema:ident = $rust:ty),*) => {
        /// Schema name → there and back through its Rust type.
        pub const TYPES: &[(&str, RoundTrip)] = &[
            $((stringify!($same), round_trip::<$same>),)*
            $((stringify!($schema), round_trip::<$rust>),)*
        ];
    };
}

table! {
    Id Timestamp Money AmountPart Problem FieldError
    Capabilities ContractVersion Shop ContactChannel OpeningHours OpeningPeriod AuthMethods OrderLookupAuth
    MerchantTokenAuth LinkAuth CapabilitySet ReturnsCapability ExchangesCapability WithdrawalsCapability
    PriceProtectionCapability TrackingCapability ComplaintsCapability RepairsCapability ReceiptsCapability ReceiptKey
    UploadsCapability CareCapability GuidesCapability ArticlesCapability ReviewsCapability SurveysCapability
    SubscriptionsCapability SubscriptionChannel
    SessionRequest OrderLookup Proof MerchantToken Link Challenge ChallengeAnswer Session Member Benefit
    OrderSummary OrderStatus Order LineItem LineQuantity PolicySnapshot Adjustment OrderCase
    Eligibility OrderOption Barrier LineEligibility CaseOption OneClick PriceDrop Ineligible ReasonList Reason Wish
    QuoteRequest Quote InstantTerms ExchangeOptions Variant Declaration ResolutionOption MethodOption Location Fee
    CaseRequest ReturnRequest ExchangeRequest WithdrawalRequest PriceProtectionRequest RepairRequest ComplaintRequest
    CaseItemRequest GuideTrace ActionRequest
    Phase Case ComplaintDetails RepairDetails Replacement Acknowledgement Payment CaseItem NextStep Refund CaseMethod
    QrCode TimelineEntry UpcomingStep AllowedAction
    Owner Clock Offer OfferStatus Escalation EscalationLevel MessageSummary Message Author MessageRequest
    Receipt ReceiptClaims
    ShipmentSummary Direction TrackingStatus DeliveryWindow Shipment Journey Checkpoint ExpectedChange ShipmentAlert
    AlertAction Leg LegStatus
    Slot BookingRequest Booking BookingStatus UploadRequest Upload UploadHeader Attachment
    Care Coverage Manual CareTip RepairMode Block ListItem Span Picture
    GuideSummary Guide GuideNode NodeType Choice Outcome CasePrefill ArticleSummary Article ArticleFeedback
    Reviewable Dimension Question QuestionOption Reward ReviewRequest DimensionScore Answer Review Reply FollowUp
    FollowUpRequest SurveyRef Survey Scale SurveyStatus SurveyAnswer SubscriptionRequest Subscription ;
    OrderPage = Page<OrderSummary>, CasePage = Page<Case>, MessagePage = Page<Message>, ReceiptPage = Page<Receipt>,
    SlotPage = Page<Slot>, GuidePage = Page<GuideSummary>, ArticlePage = Page<ArticleSummary>,
    ReviewablePage = Page<Reviewable>, ReviewPage = Page<Review>
}

/// Everything that does not survive, one sentence each.
pub fn losses(spec: &Spec) -> Vec<String> {
    let mut found = Vec::new();
    for example in spec.examples() {
        let at = &example.at;
        let errors = spec.check_at(&example.schema, example.value).err().unwrap_or_default();
        found.extend(errors.into_iter().map(|error| format!("{at}: {error}")));
        let Some(name) = example.schema_name.filter(|name| *name != "EventStream") else { continue };
        match TYPES.iter().find(|(schema, _)| *schema == name) {
            None => found.push(format!("{at}: no Rust type in the table for {name}")),
            Some((_, there_and_back)) => match there_and_back(example.value) {
                Ok(back) => compare(at, example.value, &back, &mut found),
                Err(error) => found.push(format!("{at}: not a {name}: {error}")),
            },
        }
    }
    found
}

/// `back` has to say all that `sent` said, `ext` apart; what it says besides has to be the absent optionals' emptiness.
fn compare(at: &str, sent: &Value, back: &Value, found: &mut Vec<String>) {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            for (key, value) in sent.iter().filter(|(key, _)| *key != "ext") {
                match back.get(key) {
                    Some(other) => compare(&format!("{at}/{key}"), value, other, found),
                    None => found.push(format!("{at}/{key}: lost in the Rust type")),
                }
            }
            let added = back.iter().filter(|(key, value)| !sent.contains_key(*key) && !is_empty(value));
            found.extend(added.map(|(key, value)| format!("{at}/{key}: the Rust type added {value}")));
        }
        (Value::Array(sent), Value::Array(back)) if sent.len() == back.len() => {
            for (index, (sent, back)) in sent.iter().zip(back).enumerate() {
                compare(&format!("{at}/{index}"), sent, back, found);
            }
        }
        (sent, back) if sent == back => {}
        _ => found.push(format!("{at}: {sent} came back as {back}")),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_empty),
    }
}
