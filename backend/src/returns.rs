//! What can go back, and what the shop would do for it: from the shopper's wish to a promise the shop keeps.

mod promise;
pub mod protection;
pub mod withdrawal;

use aftercare_contract::filing::CaseItemRequest;
pub use promise::{PriceClaim, Promise, PromisedItem, Way};

use crate::{
    cases::Kind,
    clock::Millis,
    policy::{
        TierRule,
        eligibility::{Assessment, Barrier, LineFacts, assess},
        refund::{self, Fault, Method, Part, Piece},
        resolution::{self, Resolution},
    },
    problem::{Answer, Refusal},
    shop::{ReasonRule, Shop},
    store::{
        market::{Market, VariantRecord},
        orders::{Line, Order},
    },
};

/// How the shopper asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// In one tap: only where no reason is needed.
    OneClick,
    /// With choices.
    WithChoices,
}

/// What is wished for.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    pub items: &'a [CaseItemRequest],
    pub asked: Asked,
    /// By a gift's recipient, who can't get the giver's money.
    pub gift: bool,
}

/// Goods that may go back, before anybody has chosen how and for what.
#[derive(Clone, Debug)]
pub struct Goods<'a> {
    shop: &'a Shop,
    order: &'a Order,
    market: &'a Market,
    tier: TierRule,
    gift: bool,
    items: Vec<PromisedItem>,
    pieces: Vec<Piece<'a>>,
    reasons: Vec<ReasonRule>,
}

/// What can be done with a line of the order.
#[must_use]
pub fn assess_line(shop: &Shop, order: &Order, line: &Line, now: Millis) -> Assessment {
    let facts = LineFacts {
        ordered: u32::try_from(line.record.ordered).unwrap_or(0),
        returned: line.claims.returned,
        requested: line.claims.requested,
        order_cancelled: order.record.cancelled_at.is_some(),
        parcels: &line.parcels,
        terms: &line.terms,
    };
    assess(&facts, shop.tier(order.record.tier.as_deref()), shop.calendar(), now)
}

/// What `quantity` more pieces of the line are worth before fees: what was paid for them, less what was paid out since
/// because the price fell.
pub(crate) fn share(line: &Line, quantity: u32) -> i64 {
    let claims = line.claims;
    let ordered = u32::try_from(line.record.ordered).unwrap_or(0);
    let worth = line.record.total - claims.adjustment;
    refund::share(worth, ordered, claims.returned + claims.requested, claims.amount, quantity)
}

/// The goods of a wish, each piece with what it is worth and why it goes back.
///
/// # Errors
/// 404 for a line that is not the order's, 409 with the code of the first thing in the way.
pub fn goods<'a>(
    shop: &'a Shop,
    order: &'a Order,
    market: &'a Market,
    wish: Wish<'_>,
    now: Millis,
) -> Answer<Goods<'a>> {
    let mut tier = shop.tier(order.record.tier.as_deref());
    // The recipient pays nothing, and the giver is not asked.
    tier.return_fee_waived |= wish.gift;
    let mut goods = Goods {
        shop,
        order,
        market,
        tier,
        gift: wish.gift,
        items: Vec::with_capacity(wish.items.len()),
        pieces: Vec::with_capacity(wish.items.len()),
        reasons: Vec::new(),
    };
    for item in wish.items {
        let line = order.line(&item.line_item_id).ok_or(Refusal::NotFound)?;
        let assessment = assess_line(shop, order, line, now);
        if item.quantity > assessment.eligible {
            return Err(in_the_way(&assessment));
        }
        let without_reason = item.quantity <= assessment.without_reason;
        if !without_reason && (wish.asked == Asked::OneClick || item.reason_code.is_none()) {
            return Err(Refusal::Conflict("reason_required"));
        }
        let reason = reason_of(shop, line, item)?;
        let amount = share(line, item.quantity);
        let fault = reason.as_ref().map_or(Fault::Customer, |reason| reason.fault);
        goods.pieces.push(Piece { terms: &line.terms, amount, without_reason, fault });
        goods.items.push(PromisedItem::asked(item, amount));
        goods.reasons.extend(reason);
    }
    Ok(goods)
}

impl<'a> Goods<'a> {
    /// Whether the shop prefers that the shopper keeps what arrived faulty: it is worth less than the way back.
    #[must_use]
    pub fn kept(&self) -> bool {
        let most = |piece: &Piece<'_>| piece.terms.choices.as_ref().map_or(0, |choices| choices.keep_below);
        let limit = self.pieces.iter().map(most).min().unwrap_or(0);
        refund::items_total(&self.pieces) <= limit && self.pieces.iter().all(|piece| piece.fault != Fault::Customer)
    }

    /// What the goods may be settled with, the default first.
    #[must_use]
    pub fn resolutions(&self) -> Vec<Resolution> {
        let Some(first) = self.pieces.first() else { return Vec::new() };
        let offered = |resolution: &&Resolution| {
            self.pieces.iter().all(|piece| piece.terms.resolutions().contains(resolution))
                && self.reasons.iter().all(|reason| reason.allows(**resolution))
                && !(self.gift && **resolution == Resolution::Refund)
                && (**resolution != Resolution::Exchange || self.has_variants())
        };
        first.terms.resolutions().iter().filter(offered).copied().collect()
    }

    /// The ways back, the default first, with what they cost.
    #[must_use]
    pub fn ways(&self, resolution: Resolution) -> Vec<Way> {
        let Some(first) = self.pieces.first() else { return Vec::new() };
        if self.kept() {
            return vec![Way { method: Method::KeepItem, fee: 0, by_slot: false }];
        }
        let by_slot = first.terms.choices.is_some();
        let offered = |method: &Method| {
            let fee = self.fee(resolution, *method);
            let usable = match method {
                Method::InStore => self.shop.stores_in(self.order.record.region.as_deref()).next().is_some(),
                // Whoever need not pay the way back does not pay a carrier for it.
                Method::SelfShip => fee > 0,
                _ => true,
            };
            (usable && !(self.gift && fee > 0)).then_some(Way {
                method: *method,
                fee,
                by_slot: by_slot && *method == Method::Pickup,
            })
        };
        first.terms.methods().iter().filter_map(offered).collect()
    }

    /// The promise for a resolution and a method; the defaults where nothing is chosen.
    ///
    /// # Errors
    /// 409 `resolution_unavailable`, `method_unavailable`, and with an exchange `variant_unknown` or
    /// `variant_sold_out`.
    pub fn promise(&self, resolution: Option<Resolution>, method: Option<Method>) -> Answer<Promise> {
        let resolutions = self.resolutions();
        let resolution = match resolution {
            Some(wanted) => resolutions.into_iter().find(|offered| *offered == wanted),
            None => resolutions.into_iter().next(),
        };
        let resolution = resolution.ok_or(Refusal::Conflict("resolution_unavailable"))?;
        let ways = self.ways(resolution);
        let way = match method {
            Some(wanted) => ways.iter().find(|way| way.method == wanted),
            None => ways.first(),
        };
        let way = *way.ok_or(Refusal::Conflict("method_unavailable"))?;
        let breakdown = self.breakdown(resolution, way.method)?;
        let total = refund::total(&breakdown);
        let (speed, instant) = self.speed(resolution, way.method, total);
        let changeable = self.pieces.iter().any(|piece| piece.terms.choices.is_some());
        let review = self.pieces.iter().all(|piece| evidence(piece.terms)) && self.reasons.iter().any(|r| r.review);
        Ok(Promise {
            kind: if resolution == Resolution::Exchange { Kind::Exchange } else { Kind::Return },
            resolution,
            items: self.items.clone(),
            method: way.method,
            method_fee: way.fee,
            breakdown,
            // Somebody has to look first: then nothing is out before that.
            speed: if review && speed == "instant" { "on_receipt".into() } else { speed.into() },
            instant: instant.filter(|_| !review),
            review,
            ways: if changeable { ways } else { Vec::new() },
            declaration: None,
            price_drop: None,
        })
    }

    /// What a method costs. Whoever takes something else instead of money sends back for free.
    fn fee(&self, resolution: Resolution, method: Method) -> i64 {
        let waived = self.tier.return_fee_waived || resolution == Resolution::Exchange;
        refund::method_fee(&self.pieces, method, TierRule { return_fee_waived: waived, ..self.tier })
    }

    fn breakdown(&self, resolution: Resolution, method: Method) -> Answer<Vec<Part>> {
        if method == Method::KeepItem {
            return self.rewarded(resolution, vec![Part::new("items", refund::items_total(&self.pieces))]);
        }
        if resolution == Resolution::Exchange {
            let fee = self.fee(resolution, method);
            let mut parts = vec![Part::new("items", refund::items_total(&self.pieces))];
            parts.extend((fee > 0).then(|| Part::new("return_fee", -fee)));
            return self.rewarded(resolution, parts);
        }
        self.rewarded(resolution, refund::breakdown(&self.pieces, method, self.tier))
    }

    /// The parts with what only this resolution has.
    fn rewarded(&self, resolution: Resolution, mut parts: Vec<Part>) -> Answer<Vec<Part>> {
        match resolution {
            Resolution::StoreCredit => {
                let percent = |piece: &Piece<'_>| piece.terms.choices.as_ref().map_or(0, |c| c.credit_bonus_percent);
                let percent = self.pieces.iter().map(percent).min().unwrap_or(0);
                let bonus = resolution::bonus(refund::total(&parts), percent);
                parts.extend((bonus > 0).then(|| Part::new("bonus", bonus)));
            }
            Resolution::Exchange => {
                let mut cost = 0;
                for item in &self.items {
                    cost += item.amount + self.difference(item)? * i64::from(item.quantity);
                }
                parts.push(Part::new("replacement", -cost));
            }
            Resolution::Refund | Resolution::PriceAdjustment => {}
        }
        Ok(parts)
    }

    /// What one piece of the wanted variant costs more than was paid; nothing while none is chosen.
    fn difference(&self, item: &PromisedItem) -> Answer<i64> {
        let Some(wanted) = &item.variant_id else { return Ok(0) };
        let line = self.order.line(&item.line_id).ok_or(Refusal::NotFound)?;
        let offered = self.variants(line).into_iter().find(|(variant, _)| variant.id == *wanted);
        let (variant, difference) = offered.ok_or(Refusal::Conflict("variant_unknown"))?;
        if variant.stock < i64::from(item.quantity) {
            return Err(Refusal::Conflict("variant_sold_out"));
        }
        Ok(difference)
    }

    /// What the line can be exchanged for, each with its difference for one piece. The same again is offered where the
    /// shopper did not choose to send it back; a gift's recipient is offered what costs the same.
    #[must_use]
    pub fn variants(&self, line: &'a Line) -> Vec<(&'a VariantRecord, i64)> {
        let same_again = self.reasons.iter().any(|reason| reason.fault != Fault::Customer);
        let own = line.record.variant_id.as_deref();
        exchangeable(self.market, self.order, line)
            .filter(|(variant, _)| same_again || own != Some(variant.id.as_str()))
            .filter(|(_, difference)| !self.gift || *difference == 0)
            .collect()
    }

    fn has_variants(&self) -> bool {
        let lines = self.items.iter().filter_map(|item| self.order.line(&item.line_id));
        lines.map(|line| self.variants(line)).all(|variants| !variants.is_empty())
    }

    fn speed(&self, resolution: Resolution, method: Method, total: i64) -> (&'static str, Option<resolution::Room>) {
        if method == Method::KeepItem {
            return (if resolution == Resolution::Exchange { "on_receipt" } else { "instant" }, None);
        }
        let lines = || self.items.iter().filter_map(|item| self.order.line(&item.line_id));
        if lines().any(|line| self.shop.refunds_after_inspection(&line.record.category)) {
            return ("after_inspection", None);
        }
        let room = self.market.room.filter(|room| resolution != Resolution::Exchange && room.has(total));
        (if room.is_some() { "instant" } else { "on_receipt" }, room)
    }
}

/// The variants of a line's product, each with what one piece costs more than was paid.
pub fn exchangeable<'a>(
    market: &'a Market,
    order: &'a Order,
    line: &'a Line,
) -> impl Iterator<Item = (&'a VariantRecord, i64)> {
    let currency = &order.record.currency;
    let own = line.record.variant_id.as_deref().and_then(|id| market.variant(id));
    let paid = own.map_or(0, |variant| variant.surcharge(currency));
    let offered = market.variants.iter().filter(|variant| variant.product_id == line.record.product_id);
    offered.map(move |variant| (variant, variant.surcharge(currency) - paid))
}

/// Whether a purchase's reasons come with what proves them.
fn evidence(terms: &crate::policy::Terms) -> bool {
    terms.choices.as_ref().is_some_and(|choices| choices.evidence)
}

/// Checks that a promise made earlier can still be kept for its pieces: they are still there, and nothing they were
/// credited with has been credited since.
///
/// # Errors
/// 409 with the code of what is in the way.
pub fn still_kept(shop: &Shop, order: &Order, market: &Market, promise: &Promise, promised_at: Millis) -> Answer<()> {
    for item in &promise.items {
        let line = order.line(&item.line_id).ok_or(Refusal::NotFound)?;
        if promise.kind == Kind::Withdrawal {
            if item.quantity > withdrawal::pieces(line) {
                return Err(Refusal::Barred(withdrawal::barrier(line)));
            }
        } else {
            // The window is judged at the moment of the promise: a deadline in between does not break it.
            let assessment = assess_line(shop, order, line, promised_at);
            if item.quantity > assessment.eligible {
                return Err(in_the_way(&assessment));
            }
        }
        if line.claims.amount + line.claims.adjustment + item.amount > line.record.total {
            return Err(Refusal::Conflict("refund_changed"));
        }
    }
    // Another parcel may have taken the room meanwhile.
    if promise.instant.is_some() && !market.room.is_some_and(|room| room.has(promise.total())) {
        return Err(Refusal::Conflict("refund_changed"));
    }
    Ok(())
}

/// Why more pieces than are eligible can't go back.
fn in_the_way(assessment: &Assessment) -> Refusal {
    let barriers = assessment.barriers.iter().map(|(barrier, _)| *barrier);
    // Pieces of several fates: name the one nearest to the shopper's wish, which is never what is long done.
    let nearest = barriers.min_by_key(|barrier| *barrier == Barrier::AlreadyReturned);
    nearest.map_or(Refusal::Conflict("quantity_too_large"), Refusal::Barred)
}

/// The item's reason, with the words it asks for. What else it asks for is checked when the case is opened, because a
/// shopper sees a quote before taking photos.
fn reason_of(shop: &Shop, line: &Line, item: &CaseItemRequest) -> Answer<Option<ReasonRule>> {
    let Some(code) = &item.reason_code else { return Ok(None) };
    let reason = shop.reason(code, &line.record.category).ok_or(Refusal::Conflict("reason_unknown"))?;
    let noted = item.note.as_deref().is_some_and(|note| !note.trim().is_empty());
    if reason.requires.iter().any(|needed| needed == "note") && !noted {
        return Err(Refusal::Conflict("note_required"));
    }
    Ok(Some(reason))
}

/// What must come with an item beside words: `photo`, `video`, `serial`.
#[must_use]
pub fn evidence_of(shop: &Shop, line: &Line, reason: Option<&str>) -> Vec<String> {
    let reason = reason.and_then(|code| shop.reason(code, &line.record.category));
    reason.filter(|_| evidence(&line.terms)).map(|reason| reason.evidence).unwrap_or_default()
}
