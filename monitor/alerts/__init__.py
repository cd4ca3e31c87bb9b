"""Assessments to alerts, alerts to messages and deliveries: what people are told, once, and why.

Pure. It does not judge how hot a border is (monitor.escalation), nor does it send anything (monitor.adapters.delivery).
"""
