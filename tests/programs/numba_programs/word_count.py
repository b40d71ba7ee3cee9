"""Words counted in a dict. Topic: dictionaries and strings."""

from numba import njit


@njit
def count_words(text):
    counts = dict()
    for word in text.lower().split():
        word = word.strip(".,;")
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


@njit
def most_common(counts):
    best, most = "", 0
    for word, count in counts.items():
        if count > most or (count == most and word < best):
            best, most = word, count
    return best, most


def main():
    counts = count_words("the cat, the dog; the end. A cat")
    return counts, most_common(counts)
