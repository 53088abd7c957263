from mxcp.runtime import db


def hello_python(name: str) -> dict:
    """The tool's name is the function's name, and its parameters are the function's."""
    row = db.execute("SELECT 'Hello, ' || $name || '!' AS greeting", {"name": name}).fetchone()
    return {"greeting": row["greeting"], "length": len(row["greeting"])}
