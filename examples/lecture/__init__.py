"""The lecture's two examples."""
