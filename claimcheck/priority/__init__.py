"""What an editor would check first, and why: the parts of a claim's priority, and the weights of a desk."""
