#!/usr/bin/env python3
"""Makes contract.json, our compact form of the contract's facts, from Fintoro's OpenAPI document.

    Tests/ContractFacts/make-facts.py openapi-webhooks.json > Tests/ContractFacts/contract.json

A field's type is `string`, `integer`, `boolean`, `eventType[]`, `string[]{}` (texts by field) or `NAME[]` (objects of
that body). A null may stand where `nullable` is true. Answers that no operation lists are in `unlisted`.
"""
import json
import sys

api = json.load(open(sys.argv[1]))
parts = api["components"]
bodies = {}


def resolved(node):
    while "$ref" in node:
        _, _, kind, name = node["$ref"].split("/")
        node = parts[kind][name]
    return node


def kind(schema):
    """The type of a field, and whether it may be null."""
    types = schema.get("type", "object")
    types = types if isinstance(types, list) else [types]
    named = [name for name in types if name != "null"][0]
    if named == "array":
        item = schema["items"]
        target = item["$ref"].split("/")[-1] if "$ref" in item else item["type"]
        named = ("eventType" if target == "WebhookEventType" else target) + "[]"
    elif named == "object":
        named = kind(schema["additionalProperties"])[0] + "{}"
    return named, "null" in types


def fields(schema):
    if "allOf" in schema:
        return {name: field for part in schema["allOf"] for name, field in fields(resolved(part)).items()}
    required = schema.get("required", [])
    found = {}
    for name, field in schema["properties"].items():
        named, nullable = kind(field)
        entry = {"type": named, "nullable": nullable, "required": name in required}
        for ours, theirs in (("longest", "maxLength"), ("fewest", "minItems"), ("format", "format")):
            if theirs in field:
                entry[ours] = field[theirs]
        found[name] = entry
    return found


def body(content, name):
    """The name of a body, under which its fields are written down."""
    if not content:
        return None
    schema = content["application/json"]["schema"]
    name = schema["$ref"].split("/")[-1] if "$ref" in schema else name
    bodies[name] = fields(resolved(schema))
    return name


def answer(status, node, name):
    name = node["$ref"].split("/")[-1] if "$ref" in node else f"{name}.{status}"
    node = resolved(node)
    headers = {}
    for header, entry in node.get("headers", {}).items():
        schema = resolved(entry)["schema"]
        headers[header] = {"type": schema["type"], **({"oneOf": schema["enum"]} if "enum" in schema else {})}
    return {"status": int(status), "headers": headers, "body": body(node.get("content"), name)}


def headers_of(nodes):
    return [p["name"] for p in map(resolved, nodes) if p["in"] == "header"]


bodies["WebhookSubscription"] = fields(parts["schemas"]["WebhookSubscription"])
operations = []
for path, node in api["paths"].items():
    for method, operation in node.items():
        if method == "parameters":
            continue
        name = operation["operationId"]
        operations.append({
            "name": name, "method": method.upper(), "path": path, "headers": headers_of(operation.get("parameters", [])),
            "body": body(operation.get("requestBody", {}).get("content"), name),
            "answers": [answer(status, entry, name) for status, entry in operation["responses"].items()],
        })
listed = {status for operation in operations for status in (entry["status"] for entry in operation["answers"])}
unlisted = [answer("401", {"$ref": "#/components/responses/Unauthorized"}, "")]
assert 401 not in listed
json.dump(
    {"operations": operations, "unlisted": unlisted, "bodies": bodies,
     "eventTypes": parts["schemas"]["WebhookEventType"]["enum"]}, sys.stdout, indent=1)
print()
