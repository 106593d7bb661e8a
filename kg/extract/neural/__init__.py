"""The neural network: word pieces in, probabilities out."""
