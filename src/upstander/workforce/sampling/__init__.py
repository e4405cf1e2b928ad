"""Quality assurance of contact with the public: what is sampled each quarter, drawn by a seed that nobody picks."""
