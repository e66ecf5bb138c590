"""A memory limit for one's own process on Windows, through a job object."""

import ctypes
import sys

if sys.platform == "win32":
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _LIMIT_PROCESS_MEMORY = 0x100
    _NO_DIALOGS = 0x0003
    """A reader that dies shall do so without a window that asks about it."""

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def limit_process_memory(size_bytes: int) -> None:
        """Put this process into a job of its own that may have so much memory.

        A system that allows no nested jobs leaves the process without a limit; the
        prescan has then already refused what would need one.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetErrorMode(_NO_DIALOGS)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _ExtendedLimits()
        limits.basic.flags = _LIMIT_PROCESS_MEMORY
        limits.process_memory = size_bytes
        kernel.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        kernel.AssignProcessToJobObject(
            job, wintypes.HANDLE(kernel.GetCurrentProcess())
        )
