"""Writes features for `collapse measure --features`. Needs NumPy and nothing else.

    recorder = Recorder()
    for inputs, labels in batches:              # in inference mode, every sample once
        recorder.add("layer4:post", features)   # N×d or N×C×H×W, one batch after another
        recorder.labels(labels)                 # 0 … K-1
    # samples that were held out, if you like: recorder.add(tap, features, test=True), labels too
    recorder.head({"fc": W}, biases={"fc": b}, input="layer4.pooled:post", loss="ce", lam=5e-4)
    recorder.save("epoch-010.npz")              # or a folder: recorder.save("epoch-010")

Arrays may be of any kind that numpy.asarray takes. docs/bring-your-own.md has whole examples.
"""

import os

import numpy as np

__all__ = ["Recorder"]


class Recorder:
    """Collects the features of one snapshot of a network, batch by batch, in memory."""

    def __init__(self):
        self._batches = {}
        self._weights = {}
        self._settings = {}

    def add(self, tap, array, test=False):
        """Adds a batch of features, N×d or N×C×H×W, at a tap such as `fc3:pre` or `fc3:post`.

        test: whether these are held-out samples, here and in labels and logits.
        """
        array = _plain(array)
        if array.ndim not in (2, 4):
            raise ValueError(f"{tap}: features are N×d or N×C×H×W, not {array.shape}")
        self._append(("features.test/" if test else "features/") + tap, array)

    def labels(self, array, test=False):
        """Adds the classes of a batch, integers 0 … K-1."""
        array = np.asarray(array)
        if array.ndim != 1 or array.dtype.kind not in "iu":
            raise ValueError(
                f"labels are integers, one per sample, not {array.dtype} of shape {array.shape}"
            )
        self._append("labels.test" if test else "labels", array)

    def logits(self, array, test=False):
        """Adds the outputs of the network for a batch, N×K, before any softmax."""
        self._append("logits.test" if test else "logits", _plain(array))

    def head(self, weights, biases=None, **settings):
        """Sets W_1 … W_L, a dictionary layer → d_out×d_in in this order, and what is known of them.

        biases: layer → d_out values. Settings: input (the tap of H_1), loss ("mse" or "ce"),
        lam (λ of the weights, one number or a list of L), lam_h (λ_H), activation ("relu" or
        "linear"), training_samples (N of the whole training set, if only a part is recorded).
        """
        names = {"lam": "lambda", "lam_h": "lambda_h"}
        known = {"input", "loss", "activation", "training_samples"} | set(names)
        unknown = set(settings) - known
        if unknown:
            raise TypeError(f"unknown settings {sorted(unknown)}; known are {sorted(known)}")
        for layer, array in weights.items():
            array = _plain(array)
            if array.ndim != 2:
                raise ValueError(f"{layer}: weights are d_out×d_in, not {array.shape}")
            self._weights["weights/" + layer] = np.ascontiguousarray(array)
        for layer, array in (biases or {}).items():
            self._weights["biases/" + layer] = np.ascontiguousarray(_plain(array))
        self._settings = {"head": list(weights)}
        self._settings.update({names.get(key, key): value for key, value in settings.items()})

    def save(self, path):
        """Writes an .npz file, or a folder of .npy files, and the settings beside it as YAML."""
        path = os.fspath(path)
        arrays = {name: np.concatenate(parts) for name, parts in self._batches.items()}
        if "labels" not in arrays or not any(name.startswith("features/") for name in arrays):
            raise ValueError("there must be labels and features; call labels() and add()")
        for name, array in arrays.items():
            of = "labels.test" if ".test" in name.split("/")[0] else "labels"
            if of not in arrays:
                raise ValueError(f"there are {name} but no labels of held-out samples")
            if len(array) != len(arrays[of]):
                raise ValueError(
                    f"{name} has {len(array)} samples, and there are {len(arrays[of])} labels"
                )
        arrays.update(self._weights)
        if path.endswith(".npz"):
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            np.savez(path, **arrays)
            stem = path[: -len(".npz")]
        else:
            stem = path.rstrip("/" + os.sep)
            for name, array in arrays.items():
                file = os.path.join(path, name.replace(":", ".") + ".npy")
                os.makedirs(os.path.dirname(file), exist_ok=True)
                np.save(file, array, allow_pickle=False)
        if self._settings:
            with open(stem + ".yaml", "w", encoding="utf-8") as out:
                out.writelines(f"{key}: {_yaml(value)}\n" for key, value in self._settings.items())

    def _append(self, name, array):
        parts = self._batches.setdefault(name, [])
        if parts and parts[0].shape[1:] != array.shape[1:]:
            raise ValueError(f"{name}: shape {array.shape} after {parts[0].shape}")
        parts.append(np.array(array, order="C"))  # a copy, since frameworks reuse their memory


def _plain(array):
    """An array of a type that .npy files have: bfloat16 becomes float32."""
    array = np.asarray(array)
    if array.dtype.kind in "fiu":
        return array
    return array.astype(np.float32)


def _yaml(value):
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_yaml(item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = repr(float(value))
    return text if "." in text else text.replace("e", ".0e")  # YAML takes 1e-05 for a text
