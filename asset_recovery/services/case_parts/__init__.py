"""Parts of a case read whole: people, property, orders, money, happenings, office work."""
