"""Drawings, images, classifiers, data and training: numpy, cv2 and (inside functions) Keras; never Qt."""
