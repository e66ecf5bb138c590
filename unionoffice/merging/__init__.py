"""Two records that are one (合并), and two that only look like one."""
