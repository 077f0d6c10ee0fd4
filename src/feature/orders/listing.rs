//! The orders read so far, a page at a time, in the shop's order.

use std::rc::Rc;

use aftercare_contract::{list::Page, order::OrderSummary};

/// Pages of orders, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// What is searched for; empty for all.
    pub wanted: String,
    pub pages: Vec<ListedPage>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedPage {
    /// Where it begins; none for the first.
    pub cursor: Option<String>,
    pub orders: Rc<Vec<OrderSummary>>,
}

impl Listing {
    /// The first page of a search, or of all orders.
    pub fn begin(wanted: String, page: Page<OrderSummary>) -> Self {
        let mut listing = Self { wanted, ..Self::default() };
        listing.add(page);
        listing
    }

    /// The next page has come. An order placed meanwhile moves all others down by one, so some may come twice.
    pub fn add(&mut self, page: Page<OrderSummary>) {
        let known = |order: &OrderSummary| self.pages.iter().any(|page| place_in(&page.orders, order).is_some());
        let orders = page.data.into_iter().filter(|order| !known(order)).collect();
        self.pages.push(ListedPage { cursor: self.next.take(), orders: Rc::new(orders) });
        self.next = page.next_cursor;
    }

    /// The first page was read again. What it has pushed out goes on at the top of the second. Tells which pages
    /// changed.
    pub fn renew_first(&mut self, fresh: Page<OrderSummary>) -> Vec<usize> {
        let before: Vec<_> = self.pages.iter().map(|page| Rc::clone(&page.orders)).collect();
        let Some(first) = self.pages.first_mut() else { return Vec::new() };
        let lowest = first.orders.iter().rposition(|order| place_in(&fresh.data, order).is_some());
        let pushed_out = first.orders.get(lowest.map_or(0, |place| place + 1)..).unwrap_or_default().to_vec();
        for page in self.pages.iter_mut().skip(1) {
            if page.orders.iter().any(|order| place_in(&fresh.data, order).is_some()) {
                Rc::make_mut(&mut page.orders).retain(|order| place_in(&fresh.data, order).is_none());
            }
        }
        match self.pages.get_mut(1) {
            Some(second) if !pushed_out.is_empty() => {
                Rc::make_mut(&mut second.orders).splice(0..0, pushed_out);
            }
            Some(_) => {}
            None => self.next = fresh.next_cursor,
        }
        self.pages[0].orders = Rc::new(fresh.data);
        let pairs = self.pages.iter().zip(before).enumerate();
        pairs.filter(|(_, (now, before))| now.orders != *before).map(|(place, _)| place).collect()
    }

    /// A later page was read again: takes over how its orders stand now. Tells whether anything changed.
    pub fn renew(&mut self, place: usize, fresh: &[OrderSummary]) -> bool {
        let Some(page) = self.pages.get_mut(place) else { return false };
        let mut changed = false;
        for order in fresh {
            if let Some(at) = place_in(&page.orders, order).filter(|at| page.orders[*at] != *order) {
                Rc::make_mut(&mut page.orders)[at] = order.clone();
                changed = true;
            }
        }
        changed
    }

    /// How many orders stand above a page; with the number of pages, how many there are so far.
    pub fn above(&self, place: usize) -> usize {
        self.pages.iter().take(place).map(|page| page.orders.len()).sum()
    }

    pub fn count(&self) -> usize {
        self.above(self.pages.len())
    }

    /// Whether there is more than a glance takes in.
    pub fn is_long(&self) -> bool {
        self.pages.len() > 1 || self.next.is_some() || !self.wanted.is_empty()
    }
}

fn place_in(orders: &[OrderSummary], wanted: &OrderSummary) -> Option<usize> {
    orders.iter().position(|order| order.id == wanted.id)
}

#[cfg(test)]
mod tests {
    use aftercare_contract::order::OrderStatus;

    use super::*;

    fn order(id: u32) -> OrderSummary {
        OrderSummary {
            id: format!("ord_{id}"),
            number: format!("{id}"),
            placed_at: "2026-11-14T09:26:31-08:00".into(),
            status: OrderStatus::Delivered,
            status_label: "Delivered".into(),
            total: None,
            title: "Wool scarf".into(),
            image_url: None,
            line_count: 1,
            delivered_at: None,
            return_until: None,
            next_step: None,
        }
    }

    fn page(ids: &[u32], next: Option<&str>) -> Page<OrderSummary> {
        Page { data: ids.iter().map(|id| order(*id)).collect(), next_cursor: next.map(Into::into) }
    }

    fn ids(listing: &Listing) -> Vec<Vec<String>> {
        listing.pages.iter().map(|page| page.orders.iter().map(|order| order.number.clone()).collect()).collect()
    }

    fn two_pages() -> Listing {
        let mut listing = Listing::begin(String::new(), page(&[9, 8, 7], Some("after 7")));
        listing.add(page(&[6, 5], None));
        listing
    }

    #[test]
    fn pages_know_where_they_begin() {
        let listing = two_pages();
        assert_eq!(listing.pages[1].cursor.as_deref(), Some("after 7"));
        assert_eq!((listing.next.as_deref(), listing.above(1), listing.count()), (None, 3, 5));
    }

    #[test]
    fn an_order_placed_meanwhile_pushes_one_over_and_doubles_none() {
        let mut listing = two_pages();
        assert_eq!(listing.renew_first(page(&[10, 9, 8], Some("after 8"))), [0, 1]);
        assert_eq!(ids(&listing), [["10", "9", "8"].as_slice(), &["7", "6", "5"]]);
        let mut begun = Listing::begin(String::new(), page(&[9, 8, 7], Some("after 7")));
        begun.add(page(&[7, 6], None));
        assert_eq!(ids(&begun), [["9", "8", "7"].as_slice(), &["6"]]);
    }

    #[test]
    fn what_has_not_changed_is_not_drawn_again() {
        let mut listing = two_pages();
        assert_eq!(listing.renew_first(page(&[9, 8, 7], Some("after 7"))), [0_usize; 0]);
        assert!(!listing.renew(1, &page(&[6, 5], None).data));
        let mut fresh = page(&[6, 5, 4], None);
        fresh.data[1].status_label = "Return under way".into();
        assert!(listing.renew(1, &fresh.data));
        assert_eq!(listing.pages[1].orders[1].status_label, "Return under way");
        assert_eq!(listing.pages[1].orders.len(), 2);
    }

    #[test]
    fn with_one_page_the_next_begins_where_the_fresh_one_ends() {
        let mut listing = Listing::begin(String::new(), page(&[9, 8, 7], Some("after 7")));
        assert_eq!(listing.renew_first(page(&[10, 9, 8], Some("after 8"))), [0]);
        assert_eq!(listing.next.as_deref(), Some("after 8"));
    }
}
