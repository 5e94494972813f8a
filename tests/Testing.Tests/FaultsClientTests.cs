using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Testing.Tests.TestInfra;

namespace PrivateNumber.Emulator.Testing.Tests;

public sealed class FaultsClientTests
{
    private const string A = "+8613800000021";
    private const string B = "+8613800000022";

    private PrivateNumberEmulator _emulator = null!;
    private OrderService _orders = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _emulator = await PrivateNumberEmulator.StartAsync(options => options.AddApplication("orders", Mode.Axb));
        _orders = new OrderService(_emulator.CreateClient());
    }

    [TearDown]
    public ValueTask StopAsync() => _emulator.DisposeAsync();

    private static IEnumerable<TestCaseData<string, Fault>> EveryKind() =>
    [
        new("axb.bind", Fault.ResultCode("1010001", httpStatus: 500)),
        new("axb.bind", Fault.Status(503)),
        new("axb.bind", Fault.Delay(TimeSpan.FromMilliseconds(1500))),
        new("axb.bind", Fault.Reset),
        new("axb.bind", Fault.Truncate),
        new("axb.bind", Fault.MalformedJson),
        new("axb.bind", Fault.EmptyReply),
        new("push.callin", Fault.Drop),
        new("push.callin", Fault.Duplicate),
        new("push.callin", Fault.Reorder(TimeSpan.FromSeconds(90))),
        new("push.callin", Fault.CorruptSignature),
    ];

    [TestCaseSource(nameof(EveryKind))]
    public async Task A_fault_is_in_force_as_it_was_asked_for(string on, Fault fault)
    {
        var added = await _emulator.Faults.AddAsync(on, fault, times: 2, nth: 3, probability: 0.5);

        Assert.That(added, Is.EqualTo(new[] { new InjectedFault(added[0].Id, "orders", on, fault, Matched: 0, Struck: 0, Times: 2, Nth: 3, Probability: 0.5) }));
        Assert.That(await _emulator.Faults.ListAsync(), Is.EqualTo(added));
    }

    [Test]
    public void There_is_a_fault_of_every_kind() =>
        Assert.That(EveryKind().Select(row => ((Fault)row.Arguments[1]!).Kind), Is.EquivalentTo(Enum.GetValues<FaultKind>()));

    [Test]
    public async Task A_connection_that_a_fault_cuts_fails_as_it_does_on_a_socket()
    {
        await _emulator.Faults.AddAsync("axb.bind", Fault.Reset, times: 1);
        await _emulator.Faults.AddAsync("axb.bind", Fault.EmptyReply, times: 1);

        Assert.That(async () => await _orders.ConnectAsync(A, B), Throws.InstanceOf<HttpRequestException>());
        Assert.That(async () => await _orders.ConnectAsync(A, "+8613800000023"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task A_fault_strikes_as_often_as_asked_for_and_the_journals_name_it()
    {
        var fault = (await _emulator.Faults.AddAsync("axb.bind", Fault.ResultCode("1010002"), times: 1, app: "orders")).Single();

        Assert.That(async () => await _orders.ConnectAsync(A, B), Throws.InvalidOperationException);
        var x = await _orders.ConnectAsync(A, B);

        Assert.That((await _emulator.Requests.ListAsync()).Select(request => request.Fault?.Id), Is.EqualTo(new[] { fault.Id, null }));
        Assert.That((await _emulator.Faults.ListAsync("orders")).Single(), Is.EqualTo(fault with { Matched = 2, Struck = 1 }));
        Assert.That(x, Does.StartWith("+86"));
    }

    [Test]
    public async Task A_fault_in_a_push_shows_at_the_push()
    {
        await _emulator.Faults.AddAsync("push.answer", Fault.Drop);

        var call = await _emulator.Calls.PlaceAsync(A, await _orders.ConnectAsync(A, B));
        await _emulator.Clock.AdvanceUntilCallEndsAsync(call);

        var dropped = _emulator.Callbacks.For(call).Single(push => push.Fault is not null);
        Assert.That((dropped.EventType, dropped.Fault!.Kind, dropped.State), Is.EqualTo(("answer", FaultKind.Drop, Callbacks.PushState.Dropped)));
    }

    [Test]
    public async Task Faults_are_taken_back_one_by_one_or_all_at_once()
    {
        var first = (await _emulator.Faults.AddAsync("api", Fault.Status(503))).Single();
        await _emulator.Faults.AddAsync("push.*", Fault.Duplicate);
        await _emulator.Faults.AddAsync("axb.query", Fault.Truncate);

        await _emulator.Faults.RemoveAsync(first.Id);
        var afterOne = await _emulator.Faults.ListAsync();
        await _emulator.Faults.ClearAsync("orders");

        Assert.That(afterOne.Select(fault => fault.On), Is.EqualTo(new[] { "push.*", "axb.query" }));
        Assert.That(await _emulator.Faults.ListAsync(), Is.Empty);
        Assert.That(
            async () => await _emulator.Faults.RemoveAsync(first.Id), Throws.TypeOf<EmulatorException>().With.Property("Status").EqualTo(404));
    }

    [Test]
    public void A_faulty_fault_is_refused_with_the_closest_known_name() => Assert.That(
        async () => await _emulator.Faults.AddAsync("axb.bnd", Fault.Reset),
        Throws.TypeOf<EmulatorException>().With.Property("Status").EqualTo(400).And.Message.Contains("did you mean 'axb.bind'?"));
}
