# SPDX-License-Identifier: MIT
"""libwfm through ctypes, for those who have the shared library alone: python3 without_wheel.py libwfm.so"""
import ctypes
import sys

lib = ctypes.CDLL(sys.argv[1] if len(sys.argv) > 1 else "libwfm.so")
double, pointer, stride = ctypes.c_double, ctypes.POINTER(ctypes.c_double), ctypes.c_ssize_t
lib.wfm_erlang_c.restype, lib.wfm_erlang_c.argtypes = double, [double, double]
lib.wfm_erlang_c_n.restype = None
lib.wfm_erlang_c_n.argtypes = [pointer, stride, pointer, stride, pointer, stride, ctypes.c_size_t]
lib.wfm_status_text.restype = ctypes.c_char_p
print("C(34, 29.17) = %.4f" % lib.wfm_erlang_c(34, 250 * 210 / 1800))

agents, load, out = (double * 5)(31, 32, 33, 34, 35), double(250 * 210 / 1800), (double * 5)()
lib.wfm_erlang_c_n(agents, 1, ctypes.byref(load), 0, out, 1, 5)  # stride 0: one load for all
print(["%.3f" % each for each in out])


class Queue(ctypes.Structure):  # the members of wfm_queue in wfm/queue.h, in their order
    _fields_ = [("struct_size", ctypes.c_uint32), ("reserved", ctypes.c_uint32)] + [
        (name, double) for name in ("calls interval_s aht_s acw_s agents answer_within_s patience_s lines "
                                    "short_abandon_s").split()] + [
        ("service_rule", ctypes.c_int32), ("flags", ctypes.c_int32)]


queue, t_s = Queue(ctypes.sizeof(Queue), calls=250, interval_s=1800, aht_s=210, agents=34), double()
status = lib.wfm_queue_wait_quantile(ctypes.byref(queue), double(0.95), ctypes.byref(t_s))
print(lib.wfm_status_text(status).decode() + ": 95 %% wait at most %.1f s" % t_s.value)
