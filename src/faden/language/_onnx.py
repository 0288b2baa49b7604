"""The network of multilingual-e5-small as an ONNX graph, holding the packaged weights bit by bit.

The only import of ``onnx``. The 4-bit numbers are kept, never rounded again: the graph's operators
`MatMulNBits` and `GatherBlockQuantized` compute with them as they are.

Source:
    Devlin, J. et al. (2019), BERT (the architecture); ONNX Runtime's contributed operators
    (``com.microsoft``, version 1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from faden.language._weights import BLOCK, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import NodeProto, TensorProto

CONVERTER: Final = "1"
"""Version of this conversion; raise it when the graph or the tokenizer changes."""

INPUTS: Final = ("input_ids", "attention_mask")
OUTPUT: Final = "last_hidden_state"
_CONTRIBUTED: Final = "com.microsoft"
_OPSET: Final = 17
_FULL_PRECISION: Final = 1  # accuracy level of MatMulNBits; 4 computes in int8 and depends on the batch


def graph(weights: Weights, layers: int | None = None) -> bytes:
    """The network as a serialised ONNX model; all its layers, or the first ones.

    It takes ``(batch, tokens)`` int64 ids and their mask, and gives ``(batch, tokens, width)``
    float32 states; one row never depends on the others.
    """
    from onnx import TensorProto, helper

    build = _Build(weights)
    state = build.embeddings()
    for layer in range(weights.shape.layers if layers is None else layers):
        state = build.layer(f"l{layer}", state)
    build.node("Identity", [state], OUTPUT)
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in INPUTS]
    states: list[str | int | None] = ["batch", "tokens", weights.shape.width]
    output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, states)
    whole = helper.make_graph(build.nodes, "multilingual-e5-small", inputs, [output], build.constants)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIBUTED, 1)]
    model: bytes = helper.make_model(whole, opset_imports=opsets, ir_version=9).SerializeToString()
    return model


def _halves(numbers: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Two 4-bit numbers a byte, the first in the low half, as ONNX Runtime wants them."""
    packed: NDArray[np.uint8] = (numbers[:, 0::2] | (numbers[:, 1::2] << 4)).astype(np.uint8)
    return packed


@dataclass(slots=True)
class _Build:
    """Nodes and constants of the graph while it grows; each step returns the name of its result."""

    weights: Weights
    nodes: list[NodeProto] = field(default_factory=list)
    constants: list[TensorProto] = field(default_factory=list)

    def node(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def contributed(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        from onnx import helper

        made = helper.make_node(operator, inputs, [output], domain=_CONTRIBUTED, **attributes)
        self.nodes.append(made)
        return output

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def floats(self, name: str) -> str:
        return self.constant(name, self.weights.floats(name))

    def embeddings(self) -> str:
        """Word, position and type of each token, added and normalised."""
        width = self.weights.shape.width
        numbers, scales = self.weights.quantised("emb.word", width)
        words = self.contributed(
            "GatherBlockQuantized",
            [self.constant("words", _halves(numbers)), "input_ids", self.constant("words.scale", scales)],
            "words.out",
            bits=4,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        first_type = self.weights.floats("emb.type").reshape(-1, width)[0]  # a text has one type only
        places = self.weights.floats("emb.pos").reshape(-1, width) + first_type
        zero = self.constant("zero", np.zeros(1, np.int64))
        length = self.node("Shape", ["input_ids"], "length", start=1, end=2)
        placed = self.node("Slice", [self.constant("places", places), zero, length, zero], "places.out")
        both = self.node("Add", [words, placed], "embedded")
        self.node("Cast", ["attention_mask"], "mask", to=6)  # 6 is int32
        return self.node(
            "LayerNormalization",
            [both, self.floats("emb.ln.w"), self.floats("emb.ln.b")],
            "embeddings",
            axis=-1,
            epsilon=self.weights.shape.epsilon,
        )

    def layer(self, name: str, state: str) -> str:
        """One layer: attention, then two linear steps, each added to what came in."""
        shape = self.weights.shape
        heads = [self.linear(f"{name}.{part}", state, shape.width) for part in "qkv"]
        inputs = [*heads, "", "mask"]
        mixed = self.contributed("MultiHeadAttention", inputs, f"{name}.mixed", num_heads=shape.heads)
        attended = self.linear(f"{name}.ao", mixed, shape.width)
        state = self.added(f"{name}.aln", attended, state)
        inner = self.linear(f"{name}.fi", state, shape.width)
        active = self.contributed("Gelu", [inner], f"{name}.active")
        return self.added(f"{name}.oln", self.linear(f"{name}.fo", active, shape.inner), state)

    def linear(self, name: str, state: str, columns: int) -> str:
        """Multiplication with a 4-bit matrix, plus bias."""
        numbers, scales = self.weights.quantised(f"{name}.w", columns)
        rows = len(numbers)
        matrix = _halves(numbers).reshape(rows, columns // BLOCK, BLOCK // 2)
        product = self.contributed(
            "MatMulNBits",
            [state, self.constant(f"{name}.w", matrix), self.constant(f"{name}.s", scales)],
            f"{name}.product",
            K=columns,
            N=rows,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_FULL_PRECISION,
        )
        return self.node("Add", [product, self.floats(f"{name}.b")], f"{name}.out")

    def added(self, name: str, new: str, old: str) -> str:
        """Sum of two states, normalised."""
        inputs = [new, old, self.floats(f"{name}.w"), self.floats(f"{name}.b")]
        epsilon = self.weights.shape.epsilon
        return self.contributed("SkipLayerNormalization", inputs, f"{name}.out", epsilon=epsilon)
