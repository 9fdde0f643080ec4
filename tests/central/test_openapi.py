"""The published description is true: whatever fits it, and whatever does not, gets an answer that it names."""

import pytest
import requests
import schemathesis
from central.calling import Caller
from central.county import County
from central.inprocess import URL
from hypothesis import HealthCheck, settings
from schemathesis import checks

from sync.central.api.urls import api

pytestmark = pytest.mark.django_db

schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/"))
_HELD = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)


@pytest.fixture
def caller() -> Caller:
    return Caller(County().terminal)


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_description_names(case, caller: Caller):
    request = requests.Request(**case.as_transport_kwargs(base_url=URL)).prepare()
    caller.key.sign(request, caller.key_id)
    response = caller.session.send(request)
    if response.status_code == 503:  # the centre answers so too where it fails: that is no answer here
        assert response.json()["detail"] == "too many tries"
    else:
        case.validate_response(response, checks=list(_HELD))
