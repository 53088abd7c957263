from mxcp.runtime import db, config

POSITIVE = {"excellent", "friendly", "good", "great", "happy", "helpful", "love", "nice", "quick", "wonderful"}
NEGATIVE = {"awful", "bad", "broken", "crushed", "refund", "slow", "terrible"}


def calculate_sentiment(text: str) -> float:
    """From -1 to 1: which of the known words prevail."""
    words = [word.strip(".,!?;:\"'").lower() for word in text.split()]
    positive = sum(word in POSITIVE for word in words)
    negative = sum(word in NEGATIVE for word in words)
    return (positive - negative) / (positive + negative) if positive + negative else 0.0


def get_label(score: float) -> str:
    return "positive" if score > 0.1 else "negative" if score < -0.1 else "neutral"


def analyze_sentiment(text: str) -> dict:
    # Use any Python library or API
    sentiment_score = calculate_sentiment(text)

    # Access database if needed
    similar_texts = db.execute(
        "SELECT * FROM texts WHERE sentiment_score BETWEEN $min AND $max",
        {"min": sentiment_score - 0.1, "max": sentiment_score + 0.1}
    )

    return {
        "text": text,
        "sentiment_score": sentiment_score,
        "sentiment_label": get_label(sentiment_score),
        "similar_count": len(similar_texts)
    }
