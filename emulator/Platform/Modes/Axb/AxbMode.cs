using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>The bindings of an AXB application, their life, and how calls and SMS to X are routed (axb.md §7).</summary>
internal sealed class AxbMode : IMode, ISmsRouter
{
    /// <summary>Pairs on one X (axb.md §7).</summary>
    public const int PairsPerNumber = 5000;

    private readonly World _world;
    private readonly AxbBindings _bindings = new();
    private readonly Expiries _expiries;
    private readonly Durable<AxbBinding> _durable;
    private long _sequence;

    public AxbMode(World world)
    {
        _world = world;
        _expiries = new Expiries(world, "expire");
        _durable = new Durable<AxbBinding>(
            world.Unsaved, "bindings", StateJson.Document.AxbBinding, binding => DurableKeys.Of(binding.Sequence), () => _bindings.All, Import);
        Quota = new BindQuota(world);
        Durable = [_durable, Quota.Durable];
    }

    public BindQuota Quota { get; }

    public string ServiceType => "004";

    public int Count => _bindings.Count;

    public AxbBinding? Find(string subscriptionId) => _bindings.Find(subscriptionId);

    public AxbBinding? Find(PhoneNumber x, PhoneNumber user) => _bindings.Find(x, user);

    public IList<AxbBinding> On(PhoneNumber x) => _bindings.On(x);

    /// <summary>Whether a pair can be bound on X: neither is on it yet, in any role, and X is not full.</summary>
    public bool IsFree(PhoneNumber x, PhoneNumber a, PhoneNumber b) =>
        x != a && x != b && _bindings.Find(x, a) is null && _bindings.Find(x, b) is null && _bindings.On(x).Count < PairsPerNumber;

    public void Bind(AxbBinding binding)
    {
        Add(binding);
        Quota.Count(binding.X);
    }

    public void Unbind(AxbBinding binding)
    {
        if (_bindings.Remove(binding))
        {
            _durable.Remove(binding);
            _world.Numbers.SetTaken(binding.X, false);
            _expiries.Cancel(binding.SubscriptionId);
        }
    }

    public void Modify(AxbBinding old, AxbBinding changed)
    {
        _bindings.Replace(old, changed);
        _durable.Put(changed);
        _expiries.Set(changed.SubscriptionId, changed.ExpiresAt, () => Unbind(changed));
    }

    public long NextSequence() => ++_sequence;

    public CallerIdentity? Identify(PhoneNumber from, PhoneNumber x) =>
        InForce(x, from) is { } binding ? new CallerIdentity(binding.Ref, DirectionOf(binding, from)) : null;

    public Route Route(Call call)
    {
        if (InForce(call.To, call.From) is not { } binding)
        {
            return new Route.Refuse(EndCause.NoBinding);
        }

        var direction = DirectionOf(binding, call.From);
        if (binding.CallDirection is var allowed and not 0 && allowed != (direction == Directions.FromA ? 1 : 2))
        {
            return new Route.Refuse(EndCause.DirectionNotAllowed, direction, binding.Ref);
        }

        return new Route.Connect(new Leg
        {
            Callee = binding.PeerOf(call.From),
            Display = binding.X,
            EventCaller = call.From,
            Direction = direction,
            Binding = binding.Ref,
            MaxDuration = binding.MaxDuration,
            Record = binding.RecordFlag,
            Forced = _world.CarrierInterception(binding.A, binding.RecordFlag, binding.RecordHintTone),
        });
    }

    /// <summary>The direction of calls does not limit SMS: privateSms does (axb.md §2).</summary>
    public SmsRoute RouteSms(PhoneNumber from, PhoneNumber x, string text)
    {
        if (_bindings.Find(x, from) is not { } binding)
        {
            return SmsRoute.NoBinding;
        }

        var direction = DirectionOf(binding, from);
        return binding.PrivateSms
            ? new SmsRoute.Forward(binding.PeerOf(from), text, direction, binding.Ref)
            : new SmsRoute.Refuse(SendResult.NoSmsCapability, direction, binding.Ref);
    }

    public IEnumerable<JsonObject> Bindings() => _bindings.All.Select(AxbView.Of);

    public IReadOnlyList<IDurable> Durable { get; }

    public void Reset()
    {
        _bindings.Clear();
        _expiries.Clear();
        Quota.Reset();
        _sequence = 0;
    }

    private void Add(AxbBinding binding)
    {
        _bindings.Add(binding);
        _durable.Put(binding);
        _world.Numbers.SetTaken(binding.X, _bindings.On(binding.X).Count >= PairsPerNumber);
        _expiries.Set(binding.SubscriptionId, binding.ExpiresAt, () => Unbind(binding));
    }

    private string? Import(AxbBinding binding)
    {
        if (DurableKeys.ProblemOf(binding.Sequence, _sequence) is { } problem)
        {
            return problem;
        }

        if (_bindings.Find(binding.SubscriptionId) is not null || binding.A == binding.B || _world.Numbers.Find(binding.X) is null
            || !IsFree(binding.X, binding.A, binding.B))
        {
            return $"{binding.X} is no number of the application or is full, or {binding.SubscriptionId}, {binding.A} or {binding.B} is bound twice";
        }

        _sequence = binding.Sequence;
        Add(binding);
        return null;
    }

    /// <summary>A binding with a malformed number was answered with success and connects nobody, not the other number either (axb.md §1.1).</summary>
    private AxbBinding? InForce(PhoneNumber x, PhoneNumber user) =>
        _bindings.Find(x, user) is { A.CanBeBound: true, B.CanBeBound: true } binding ? binding : null;

    private static int DirectionOf(AxbBinding binding, PhoneNumber caller) => caller == binding.A ? Directions.FromA : Directions.ToA;
}
