"""Programs that show coluber at work; they use nothing but its public interface."""
