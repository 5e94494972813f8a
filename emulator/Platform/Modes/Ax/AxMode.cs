using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>The bindings of an AX application and their life (ax.md §8).</summary>
internal sealed class AxMode : IMode, ISmsRouter
{
    /// <summary>X of one A, inside one application (ax.md §8.1).</summary>
    public const int NumbersPerA = 5;

    private readonly World _world;
    private readonly AxBindings _bindings = new();
    private readonly Expiries _callees;
    private readonly Durable<AxBinding> _durable;
    private long _sequence;

    public AxMode(World world)
    {
        _world = world;
        _callees = new Expiries(world, "expire temporary callee of");
        _durable = new Durable<AxBinding>(
            world.Unsaved, "bindings", StateJson.Document.AxBinding, binding => DurableKeys.Of(binding.Sequence), () => _bindings.All, Import);
        Quota = new BindQuota(world);
        Durable = [_durable, Quota.Durable];
    }

    public BindQuota Quota { get; }

    public string ServiceType => "003";

    public int Count => _bindings.Count;

    public AxBinding? Find(string subscriptionId) => _bindings.Find(subscriptionId);

    public AxBinding? On(PhoneNumber x) => _bindings.On(x);

    public IList<AxBinding> Of(PhoneNumber a) => _bindings.Of(a);

    public long NextSequence() => ++_sequence;

    public void Bind(AxBinding binding)
    {
        Add(binding);
        Quota.Count(binding.X);
    }

    public void Unbind(AxBinding binding)
    {
        if (_bindings.Remove(binding))
        {
            _durable.Remove(binding);
            _world.Numbers.SetTaken(binding.X, false);
            _callees.Cancel(binding.SubscriptionId);
        }
    }

    public void Modify(AxBinding changed)
    {
        _bindings.Replace(changed);
        _durable.Put(changed);
    }

    /// <summary>There is one temporary callee per binding: a new one takes the place of the old and restarts the clock (ax.md §6).</summary>
    public void SetCallee(AxBinding binding, TemporaryCallee? callee)
    {
        Modify(binding with { Callee = callee });
        SetExpiry(binding.SubscriptionId, callee);
    }

    public CallerIdentity? Identify(PhoneNumber from, PhoneNumber x) =>
        _bindings.On(x) is { } binding ? new CallerIdentity(binding.RefFor(from), from == binding.A ? Directions.FromA : null) : null;

    public Route Route(Call call)
    {
        if (_bindings.On(call.To) is not { } binding)
        {
            return new Route.Refuse(EndCause.NoPermission);
        }

        var route = AxRouting.Route(_world, call, binding);
        if (route is Route.Connect { Leg.Direction: Directions.FromA } && binding.Callee is not null && _world.Application.Switches.OneShotTemporaryCallee)
        {
            SetCallee(binding, null);
        }

        return route;
    }

    public void Answered(Call call)
    {
        // The binding may have gone while the phone rang, and X may belong to another A by now.
        if (_bindings.Find(call.Binding!.SubscriptionId) is { } binding)
        {
            Modify(binding with { LastB = call.Direction == Directions.FromA ? call.Leg!.Callee : call.From });
        }
    }

    public SmsRoute RouteSms(PhoneNumber from, PhoneNumber x, string text) =>
        _bindings.On(x) is { } binding ? AxMessages.Route(binding, from, text) : SmsRoute.NoBinding;

    public IEnumerable<JsonObject> Bindings() => _bindings.All.Select(AxView.Of);

    public IReadOnlyList<IDurable> Durable { get; }

    public void Reset()
    {
        _bindings.Clear();
        _callees.Clear();
        Quota.Reset();
        _sequence = 0;
    }

    private void Add(AxBinding binding)
    {
        _bindings.Add(binding);
        _durable.Put(binding);
        _world.Numbers.SetTaken(binding.X, true);
    }

    private void SetExpiry(string id, TemporaryCallee? callee) =>
        _callees.Set(id, callee?.ExpiresAt, () => Modify(_bindings.Find(id)! with { Callee = null }));

    private string? Import(AxBinding binding)
    {
        if (DurableKeys.ProblemOf(binding.Sequence, _sequence) is { } problem)
        {
            return problem;
        }

        if (_bindings.Find(binding.SubscriptionId) is not null || _bindings.On(binding.X) is not null || _world.Numbers.Find(binding.X) is null
            || _bindings.Of(binding.A).Count >= NumbersPerA)
        {
            return $"{binding.X} is no number of the application, it or {binding.SubscriptionId} is bound twice, or {binding.A} holds {NumbersPerA} already";
        }

        _sequence = binding.Sequence;
        Add(binding);
        SetExpiry(binding.SubscriptionId, binding.Callee);
        return null;
    }
}
