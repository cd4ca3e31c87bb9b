"""The few pages that others may call, over HTTP. The only place that knows h11."""
