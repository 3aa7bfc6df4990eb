#!/usr/bin/env python3
"""What a panel, a webmail and a gateway ask of mayfrom, with the standard library alone.

    MAYFROM_URL=https://mayfrom.example MAYFROM_KEY=mfk_... ./mayfrom_example.py onboard Reseller_01... orchard.example
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

CREATE_DOMAIN = """
mutation CreateDomain($input: CreateDomainInput!, $key: String!) {
  createDomain(input: $input, idempotencyKey: $key) { domain { id } errors { reason message } }
}"""
SYNC_DOMAIN = """
mutation SyncDomain($input: SyncDomainInput!) {
  syncDomain(input: $input) { made changed ended refused { path errors { reason } } errors { path message } }
}"""
SENDERS = """
query Senders($address: String!, $after: String) {
  accountByAddress(address: $address) {
    sendableAddresses(first: 100, after: $after) {
      edges { node { address source state } }
      pageInfo { hasNextPage endCursor }
    }
  }
}"""
CHANGES = """
query Changes($after: Sequence) {
  tenantChanges(after: $after, first: 100) {
    changes { sequence kind subjectLabel } lastSequence hasMore isTooOld
  }
}"""
ASK = """
query Ask($login: String!, $sender: String!) {
  authorizeSender(login: $login, sender: $sender) { verdict reason smtpReply }
}"""

ATTEMPTS = 4


class Refused(Exception):
    """The API has answered, and says no."""


def request(query, **variables):
    """The data of a call. What may succeed later is tried again: every call here may be repeated."""
    call = urllib.request.Request(
        os.environ["MAYFROM_URL"].rstrip("/") + "/graphql",
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={
            "content-type": "application/json",
            "accept": "application/json",
            "authorization": "Bearer " + os.environ["MAYFROM_KEY"],
        },
    )
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(call, timeout=60) as response:
                answer = json.load(response)
        except urllib.error.HTTPError as error:
            answer = json.load(error)
        except OSError:
            if attempt == ATTEMPTS:
                raise
            time.sleep(2**attempt)
            continue
        errors = answer.get("errors") or []
        if not errors:
            return answer["data"]
        extensions = errors[0].get("extensions", {})
        if extensions.get("code") not in ("UNAVAILABLE", "RATE_LIMITED") or attempt == ATTEMPTS:
            raise Refused(errors[0]["message"])
        time.sleep(extensions.get("retryAfter", 2**attempt))
    raise Refused("no answer")


def without_errors(payload):
    if payload["errors"]:
        raise Refused("\n".join(error["message"] for error in payload["errors"]))
    return payload


def onboard(reseller_id, name, local_parts=("anna", "ben")):
    """A domain with its mailboxes. Called again it does what is missing, and nothing twice."""
    created = request(CREATE_DOMAIN, input={"resellerId": reseller_id, "name": name}, key="onboard-" + name)
    domain_id = without_errors(created["createDomain"])["domain"]["id"]
    mailboxes = [{"address": f"{local_part}@{name}"} for local_part in local_parts]
    synced = request(SYNC_DOMAIN, input={"domainId": domain_id, "mailboxes": mailboxes, "maxEnded": 0})["syncDomain"]
    without_errors(synced)
    return {"domainId": domain_id, "made": synced["made"], "refused": len(synced["refused"])}


def senders(address):
    """Everything that a mailbox may send as, or waits for."""
    found, after = [], None
    while True:
        account = request(SENDERS, address=address, after=after)["accountByAddress"]
        if account is None:
            raise Refused(address + " is not a mailbox that you see")
        page = account["sendableAddresses"]
        found += [edge["node"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


def follow(after):
    """What happened since: keep lastSequence together with what you made of the changes, and begin there next time."""
    kinds = []
    while True:
        page = request(CHANGES, after=int(after))["tenantChanges"]
        if page["isTooOld"]:
            raise Refused("Some changes are no longer told: read the lists anew")
        kinds += [change["kind"] for change in page["changes"]]
        after = page["lastSequence"]
        if not page["hasMore"]:
            return {"lastSequence": int(after), "kinds": kinds}


def ask(login, sender):
    """As a gateway. Without an answer a gateway defers; it never lets through by itself."""
    return request(ASK, login=login, sender=sender)["authorizeSender"]


if __name__ == "__main__":
    verbs = {"onboard": onboard, "senders": senders, "follow": follow, "ask": ask}
    if len(sys.argv) < 3 or sys.argv[1] not in verbs:
        sys.exit("onboard RESELLER DOMAIN | senders ADDRESS | follow AFTER | ask LOGIN SENDER")
    print(json.dumps(verbs[sys.argv[1]](*sys.argv[2:])))
