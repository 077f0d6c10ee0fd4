//! Sorting what fits on a screen.

/// Sorts by insertion, keeping the order of equals. The standard library's sort, made for millions, is 3 kB for each type.
pub fn sort<T>(items: &mut [T], comes_first: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && comes_first(&items[at], &items[at - 1]) {
            items.swap(at, at - 1);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn the_smaller_comes_first_and_equals_stay_as_they_were() {
        let mut items = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        sort(&mut items, |one, other| one.0 < other.0);
        assert_eq!(items, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        sort::<u8>(&mut [], |one, other| one < other);
    }
}
