-- The orders a session opens, found under its opener: the order itself, where the token says which it is, else what the
-- token is filed under; a customer's new orders at once.
DROP VIEW open_orders;
CREATE VIEW open_orders (opener, order_id) AS
SELECT orders.id, orders.id FROM orders
UNION ALL
SELECT session_orders.token_hash, session_orders.order_id FROM session_orders
UNION ALL
SELECT sessions.token_hash, orders.id FROM sessions JOIN orders ON orders.customer_id = sessions.customer_id;
