import time, uuid, uuid6, pytest, cProfile, pstats
from datetime import date
from django.db import connection
from django.utils import timezone
from sync import wire
from sync.central.cases import receiving
from sync.central.cases.models import Case
from sync.central.fleet.models import *
from kiosk.store.receipt import make_number
@pytest.mark.django_db(transaction=True)
def test_recv():
    import os
    if os.environ.get("DROP"):
        with connection.cursor() as k:
            k.execute("SELECT indexname FROM pg_indexes WHERE tablename LIKE 'cases_%%' AND indexname LIKE '%%\_like'")
            names=[r[0] for r in k.fetchall()]; print(names)
            for n in names: k.execute(f"DROP INDEX \"{n}\"")
    if os.environ.get("NOGC"):
        import gc; gc.freeze(); gc.disable()
    st=Station.objects.create(name="c",level="county"); t=Terminal.objects.create(number="101",station=st)
    def batch(k):
        now=timezone.now()
        return wire.Records(now=now,records=[dict(id=str(uuid.UUID(int=uuid6.uuid7().int)),number=make_number("101",date(2026,11,25),n+1),token="t"*22,kind="legal-aid",form="wages",form_version="1",station="c",terminal="101",time=now.isoformat(),data={"answers":{"name":f"王{n}","phone":f"138{k:04}{n:04}","identity":"51112419800101001X","facts":"x"*300,"urgent":["none"],"owed":500000,"people":2,"work-to":"2026-05-05"}},attachments=[]) for n in range(100)])
    def one(k):
        b=batch(k); t0=time.perf_counter(); a=receiving.receive(t,b,timezone.now()); d=time.perf_counter()-t0
        assert all(x.outcome=="accepted" for x in a); return round(d*1000,1)
    print(connection.vendor,[one(k) for k in range(12)], Case.objects.count())

