"""What a picture shows as a whole: the scene, and the class of the main thing."""
