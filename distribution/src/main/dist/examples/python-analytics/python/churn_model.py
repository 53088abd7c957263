"""A small logistic regression, which stands for whatever model a team trains."""

import numpy as np

FEATURES = ["days_since_last_order", "support_tickets"]


class ChurnModel:
    """Trained on rows with the columns of FEATURES; answers like a model of scikit-learn."""

    def fit(self, rows, churned, steps=5000, rate=0.5):
        features = self._matrix(rows)
        self.mean = features.mean(axis=0)
        self.scale = features.std(axis=0)
        self.weights = np.zeros(features.shape[1] + 1)
        inputs = self._inputs(features)
        target = np.asarray(churned, dtype=float)
        for _ in range(steps):
            self.weights -= rate * inputs.T @ (self._probability(inputs) - target) / len(target)
        return self

    def predict_proba(self, rows):
        churn = self._probability(self._inputs(self._matrix(rows)))
        return np.column_stack([1 - churn, churn])

    def _inputs(self, features):
        return np.column_stack([np.ones(len(features)), (features - self.mean) / self.scale])

    def _probability(self, inputs):
        return 1 / (1 + np.exp(-inputs @ self.weights))

    @staticmethod
    def _matrix(rows):
        """Rows are dicts with the names of FEATURES, or sequences in their order."""
        return np.array(
            [[float(row[name]) for name in FEATURES] if isinstance(row, dict) else list(row) for row in rows]
        )
