using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>The bindings of an AXE application, their life, and how calls to X are routed (axe.md §7).</summary>
internal sealed class AxeMode : IMode
{
    private readonly World _world;
    private readonly AxeBindings _bindings;
    private readonly CallbackRecords _records;
    private readonly Expiries _expiries;
    private readonly Durable<AxeBinding> _durable;
    private long _sequence;

    public AxeMode(World world)
    {
        _world = world;

        // The length cannot be changed once the application exists (axe.md §6).
        ExtensionDigits = world.Application.ExtensionDigits;
        _bindings = new AxeBindings(ExtensionDigits);
        _records = new CallbackRecords(world, Find);
        _expiries = new Expiries(world, "expire");
        _durable = new Durable<AxeBinding>(
            world.Unsaved, "bindings", StateJson.Document.AxeBinding, binding => DurableKeys.Of(binding.Sequence), () => _bindings.All, Import);
        Quota = new BindQuota(world);
        Durable = [_durable, _records.Durable, Quota.Durable];
    }

    public string ServiceType => "005";

    public bool CallinNamesBinding => false;

    public int Count => _bindings.Count;

    public int ExtensionDigits { get; }

    public BindQuota Quota { get; }

    public AxeBinding? Find(string subscriptionId) => _bindings.Find(subscriptionId);

    public AxeBinding? Find(PhoneNumber x, string extendNum) => _bindings.Find(x, extendNum);

    public IList<AxeBinding> On(PhoneNumber x) => _bindings.On(x);

    public bool IsBoundOn(PhoneNumber x, PhoneNumber a) => _bindings.NewestOf(x, a) is not null;

    public bool IsFree(PhoneNumber x, string extendNum) => _bindings.ExtensionsOf(x).IsFree(extendNum);

    /// <summary>A free extension of X in the order that the application asks for; null when X is full.</summary>
    public string? FreeExtension(PhoneNumber x)
    {
        var extensions = _bindings.ExtensionsOf(x);
        return extensions.FreeAfter(
            _world.Application.Switches.ExtensionOrder == ExtensionOrder.Random ? 1 + _world.Ids.Draw(extensions.Capacity) : 1);
    }

    public void Bind(AxeBinding binding)
    {
        Add(binding);
        Quota.Count(binding.X);
    }

    public void Unbind(AxeBinding binding)
    {
        if (_bindings.Remove(binding))
        {
            _durable.Remove(binding);
            _world.Numbers.SetTaken(binding.X, false);
            _expiries.Cancel(binding.SubscriptionId);
            _records.Forget(binding);
        }
    }

    public void Modify(AxeBinding changed)
    {
        _bindings.Replace(changed);
        _durable.Put(changed);
        _expiries.Set(changed.SubscriptionId, changed.ExpiresAt, () => Unbind(changed));
    }

    public long NextSequence() => ++_sequence;

    public CallerIdentity? Identify(PhoneNumber from, PhoneNumber x) =>
        CallbackOf(from, x) is { } callback ? new CallerIdentity(callback.Binding.Ref, Directions.FromA) : null;

    public Route Route(Call call)
    {
        if (_world.Numbers.Find(call.To) is null)
        {
            return new Route.Refuse(EndCause.NumberDoesNotExist);
        }

        if (CallbackOf(call.From, call.To) is not var (binding, record))
        {
            return new Route.Collect(_world.Application.CollectRepeats);
        }

        // The application's setting decides only where the binding has neither of its own.
        var instead = binding.CallbackTone is null ? binding.CallbackNum ?? ApplicationsCallbackNum : null;
        return (record?.Caller ?? instead) is { } callee
            ? Connect(binding, callee, Directions.FromA)
            : new Route.Refuse(EndCause.NoCallbackRecord, Directions.FromA, binding.Ref);
    }

    public Route RouteDigits(Call call, string digits)
    {
        if (_bindings.Find(call.To, digits) is not { } binding)
        {
            return new Route.CollectAgain(digits.Length == 0 ? EndCause.ExtensionEmpty : EndCause.ExtensionNotBound);
        }

        return binding.ShowsRealCaller
            ? new Route.Refuse(EndCause.RealCallerDisplay, Binding: binding.Ref)
            : Connect(binding, binding.A, Directions.ToA);
    }

    /// <summary>A call-back writes no record (axe.md §9 no. 15), nor does a call whose binding has just ended.</summary>
    public void Forwarded(Call call)
    {
        if (call.Leg!.Direction == Directions.ToA && _bindings.Find(call.Binding!.SubscriptionId) is { } binding)
        {
            _records.Write(binding, call.From);
        }
    }

    public IEnumerable<JsonObject> Bindings() => _bindings.All.Select(binding =>
        AxeView.Of(binding, _records.Find(binding.X, binding.A) is { } record && record.SubscriptionId == binding.SubscriptionId ? record : null));

    public IReadOnlyList<IDurable> Durable { get; }

    public void Reset()
    {
        _bindings.Clear();
        _records.Clear();
        _expiries.Clear();
        Quota.Reset();
        _sequence = 0;
    }

    private void Add(AxeBinding binding)
    {
        _bindings.Add(binding);
        _durable.Put(binding);
        _world.Numbers.SetTaken(binding.X, _bindings.ExtensionsOf(binding.X).Free == 0);
        _expiries.Set(binding.SubscriptionId, binding.ExpiresAt, () => Unbind(binding));
    }

    private string? Import(AxeBinding binding)
    {
        if (DurableKeys.ProblemOf(binding.Sequence, _sequence) is { } problem)
        {
            return problem;
        }

        if (_bindings.Find(binding.SubscriptionId) is not null || _world.Numbers.Find(binding.X) is null
            || !Extensions.IsValid(binding.ExtendNum, ExtensionDigits) || !IsFree(binding.X, binding.ExtendNum))
        {
            return $"{binding.X} is no number of the application, {binding.ExtendNum} is no extension, or they or {binding.SubscriptionId} are bound twice";
        }

        _sequence = binding.Sequence;
        Add(binding);
        return null;
    }

    private PhoneNumber? ApplicationsCallbackNum =>
        PhoneNumber.TryParse(_world.Application.MissingCallbackRecord, out var number) ? number : null;

    /// <summary>The binding that a call of A to X belongs to: that of the last caller, else the newest; null for everyone else.</summary>
    private (AxeBinding Binding, CallbackRecord? Record)? CallbackOf(PhoneNumber from, PhoneNumber x)
    {
        if (_records.Find(x, from) is { } record)
        {
            return (_bindings.Find(record.SubscriptionId)!, record);
        }

        return _bindings.NewestOf(x, from) is { } binding ? (binding, null) : null;
    }

    private Route.Connect Connect(AxeBinding binding, PhoneNumber callee, int direction) => new(new Leg
    {
        Callee = callee,
        Display = binding.X,
        EventCaller = binding.X,
        Direction = direction,
        Binding = binding.Ref,
        Record = binding.RecordFlag,
        Forced = _world.CarrierInterception(binding.A, binding.RecordFlag, binding.RecordHintTone),
    });
}
