using System.Globalization;
using BenchmarkDotNet.Attributes;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Benchmarks;

/// <summary>The cost of a bind does not grow with the number of bindings.</summary>
[MemoryDiagnoser]
public class AxbBindBenchmarks
{
    private const int NumbersNeeded = 21;
    private AxbBindings _bindings = null!;
    private AxbBinding _next = null!;

    /// <summary>Bindings that are there already.</summary>
    [Params(0, 1_000, 100_000)]
    public int Existing { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bindings = new AxbBindings();
        for (var i = 0; i < Existing; i++)
        {
            _bindings.Add(Binding(i));
        }

        _next = Binding(Existing);
    }

    [Benchmark]
    public bool BindAndUnbind()
    {
        if (_bindings.Find(_next.X, _next.A) is not null || _bindings.Find(_next.X, _next.B) is not null)
        {
            return false;
        }

        _bindings.Add(_next);
        return _bindings.Remove(_next);
    }

    private static AxbBinding Binding(int i) => new()
    {
        SubscriptionId = i.ToString(CultureInfo.InvariantCulture),
        A = Number(138, 2 * i),
        B = Number(138, (2 * i) + 1),
        X = Number(170, i % NumbersNeeded),
        SubscribeTime = DateTimeOffset.UnixEpoch,
        Sequence = i,
    };

    private static PhoneNumber Number(int prefix, int i) => PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+86{prefix}{i:D8}"));
}
