"""The lab under the MNIST tab: training, results, what is inside, handwriting, landscape."""
