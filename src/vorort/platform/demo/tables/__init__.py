"""What is delivered in the Hollermark, as files in the formats that offices really use."""
