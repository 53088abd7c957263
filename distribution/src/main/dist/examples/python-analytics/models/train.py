"""Trains the model: python models/train.py"""

import csv
import sys
from pathlib import Path

import joblib

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "python"))

from churn_model import ChurnModel  # noqa: E402

with open(PROJECT / "data/customers.csv", newline="") as file:
    customers = list(csv.DictReader(file))

model = ChurnModel().fit(customers, [int(customer["churned"]) for customer in customers])
joblib.dump(model, PROJECT / "models/churn_model.pkl")
print("models/churn_model.pkl: trained on", len(customers), "customers")
