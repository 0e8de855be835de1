# SPDX-License-Identifier: MIT
"""A formula over arrays: NumPy's broadcasting with the C array form's strides, nothing copied that C can reach."""
from ._columns import Rows, apart, as_column, numpy, overlaps, strided
from ._wfm import ffi


def axes_of(shape, operands):
    """[(length, strides)], outermost first, neighbours joined where every operand walks on evenly."""
    axes = [(length, [each.strides[axis] for each in operands]) for axis, length in enumerate(shape) if length != 1]
    axes.sort(key=lambda axis: [-abs(step) for step in reversed(axis[1])])
    joined = []
    for length, steps in axes:
        if joined and all(outer == step * length for outer, step in zip(joined[-1][1], steps)):
            joined[-1] = (joined[-1][0] * length, steps)
        else:
            joined.append((length, steps))
    return joined or [(1, [0] * len(operands))]


def run(call, operands, shape):
    """Calls the array form along the longest axis, for every place on the others."""
    axes = axes_of(shape, operands)
    inner = max(range(len(axes)), key=lambda axis: axes[axis][0])
    count, steps = axes.pop(inner)
    starts = [each.__array_interface__["data"][0] for each in operands]
    places = [starts]
    for length, outer in axes:
        places = [[at + index * step for at, step in zip(place, outer)] for place in places for index in range(length)]
    for place in places:
        arguments = []
        for at, step in zip(place, steps):
            arguments += (ffi.cast("double *", at), step // 8)
        call(*arguments, count)


def spread(call, values, out, names):
    """call is an array form: pointer and stride of each argument and of the result, then the count."""
    module = numpy()
    if module is None:
        return spread_by_hand(call, values, out, names)
    taken = [strided(as_column(module, each, "double", name)) for each, name in zip(values, names)]
    shapes = [each.shape for each in taken]
    try:
        shape = module.broadcast_shapes(*shapes)
    except ValueError:
        raise apart(names, shapes) from None
    if out is not None and not (isinstance(out, module.ndarray) and out.dtype == "float64" and out.shape == shape
                                and out.flags.writeable):
        raise TypeError("out: a writable array of float64 of the shape %s is wanted" % (shape,))
    result = module.empty(shape) if out is None else out
    if result.size == 0:
        return result
    target = result if strided(result) is result else module.empty(shape)
    taken = [each.copy() if out is not None and overlaps(module, each, target) else each for each in taken]
    run(call, [module.broadcast_to(each, shape) for each in taken] + [target], shape)
    if target is not result:
        result[...] = target
    return result if shape or out is not None else result[()]


def spread_by_hand(call, values, out, names):
    for each, name in zip(values, names):
        if each is None:
            raise TypeError("%s: a number or a column is wanted, not None" % name)
    rows = Rows(*[(each, "double", name) for each, name in zip(values, names)])
    if not rows.shape and out is None:
        result = ffi.new("double[1]")
        call(*[part for at in rows.at for part in at], result, 1, 1)
        return result[0]
    found = rows.found("double", out)
    if rows.count:
        call(*[part for at in rows.at for part in at], *found.at, rows.count)
    return found.value
