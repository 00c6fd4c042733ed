"""Makes latinLines.onnx.gz of PP-OCRv6_rec_small.onnx (SHA-256 6f327246...): see README.md.

    pip install onnx==1.23.2 numpy && python latinLines.py PP-OCRv6_rec_small.onnx latinLines.onnx.gz
"""

import gzip
import hashlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SHA256 = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
HEAD = ("linear_8.w_0", "linear_8.b_0")
PUNCTUATION = "¡¿«»°ºª§·‐–—‘’“”„†‡•…"
NO_LETTERS = "×÷ŉſ"
FURTHER = "ƏəƠơƯưȘșȚțǍǎǏǐǑǒǓǔ"


def is_latin(character):
    """ASCII, Latin-1, Latin Extended-A, and a few letters beyond; the empty class and the space."""
    if character in ("", " ") or character in PUNCTUATION + FURTHER:
        return True
    code = ord(character)
    return 0x21 <= code <= 0x7E or (0xC0 <= code <= 0x17F and character not in NO_LETTERS)


def keep_classes(graph, kept):
    for tensor in graph.initializer:
        if tensor.name in HEAD:
            values = numpy_helper.to_array(tensor)
            cut = np.ascontiguousarray(np.take(values, kept, axis=values.ndim - 1))
            tensor.CopyFrom(numpy_helper.from_array(cut, tensor.name))
    del graph.value_info[:]
    dimensions = graph.output[0].type.tensor_type.shape.dim
    for dimension in dimensions:
        dimension.Clear()
    dimensions[0].dim_value, dimensions[1].dim_param, dimensions[2].dim_value = 1, "steps", len(kept)


def round_weights(graph):
    """Whole numbers of 8 bits, and a factor for each output channel; made floats again as the model is loaded."""
    nodes = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < 1024:
            continue
        channel = 0 if values.ndim == 4 else values.ndim - 1
        factor = np.abs(values).max(axis=tuple(i for i in range(values.ndim) if i != channel), keepdims=True) / 127
        factor[factor == 0] = 1
        whole = np.clip(np.round(values / factor), -127, 127).astype(np.int8)
        name = tensor.name
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(whole, f"{name}_q"))
        graph.initializer.append(numpy_helper.from_array(factor.astype(np.float32), f"{name}_s"))
        nodes.append(helper.make_node("Cast", [f"{name}_q"], [f"{name}_f"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}_f", f"{name}_s"], [name]))
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + rest)


def main(source, target):
    with open(source, "rb") as file:
        data = file.read()
    assert hashlib.sha256(data).hexdigest() == SHA256, "another model"
    model = onnx.load_from_string(data)
    [characters] = [each for each in model.metadata_props if each.key == "character"]
    classes = ["", *characters.value.split("\n"), " "]
    kept = [i for i, character in enumerate(classes) if is_latin(character) and character not in classes[:i]]
    characters.value = "\n".join(classes[i] for i in kept[1:-1])
    keep_classes(model.graph, kept)
    round_weights(model.graph)
    onnx.checker.check_model(model)
    with open(target, "wb") as file:
        file.write(gzip.compress(model.SerializeToString(), 9, mtime=0))
    print("".join(classes[i] for i in kept))


if __name__ == "__main__":
    main(*sys.argv[1:])
