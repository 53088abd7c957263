from mxcp.plugins import sql_function
from mxcp.runtime import db


def echo(text, number):
    return {"text": text, "number": number}


def queries(text, number):
    return [db.execute("SELECT ? AS text", [f"{text} {i}"])[0]["text"] for i in range(3)]


def compute(text, number):
    total = 0
    for i in range(20_000):
        total += i * i % 7
    return total


@sql_function("twice")
def twice(number: int) -> int:
    return number * 2
