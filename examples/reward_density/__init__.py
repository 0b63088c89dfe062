"""How many groups of rollouts teach a policy something, by the scheme that pays them."""
