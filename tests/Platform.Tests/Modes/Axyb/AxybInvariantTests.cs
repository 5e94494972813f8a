using System.Collections.Concurrent;
using CsCheck;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axyb;

/// <summary>What holds in whatever order binds, unbinds, expiries and calls come in, from several threads at once.</summary>
public sealed class AxybInvariantTests
{
    private const int PoolSize = 6;
    private const int Lanes = 3;

    private enum Kind
    {
        BindX,
        BindY,
        UnbindX,
        UnbindY,
        Call,
        Advance,
    }

    /// <summary>One of a few phones does something with one of the bindings made so far.</summary>
    private sealed record Step(Kind Kind, int Phone, int Other, int Binding, int Seconds);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency((3, Gen.Const(Kind.BindX)), (5, Gen.Const(Kind.BindY)), (1, Gen.Const(Kind.UnbindX)), (2, Gen.Const(Kind.UnbindY)), (4, Gen.Const(Kind.Call)), (2, Gen.Const(Kind.Advance))),
        Gen.Int[0, 4],
        Gen.Int[0, 4],
        Gen.Int[0, 40],
        Gen.OneOf(0, 60, 90, 7200),
        (kind, phone, other, binding, seconds) => new Step(kind, phone, other, binding, seconds));

    [Test]
    [Rule("decision D23", "A number is never X and Y at once, whatever order binds, unbinds, expiries and calls come in.", Inferred = true)]
    [Rule("axyb.md §3", "A Y never stands twice under one AX, whatever order binds, unbinds, expiries and calls come in.")]
    public async Task Every_number_has_one_meaning_at_any_time() => await Steps.Array[1, 60].SampleAsync(
        async steps =>
        {
            await using var emulator = await TestEmulator.StartAsync(AxybSample.With(("0755", PoolSize)));
            var ids = new ConcurrentQueue<string>();

            await Task.WhenAll(steps.Index().GroupBy(step => step.Index % Lanes, step => step.Item).Select(lane => Task.Run(async () =>
            {
                foreach (var step in lane)
                {
                    await DoAsync(emulator, step, ids);
                    Check(emulator);
                }
            })));

            await EmptyAsync(emulator, ids);
        },
        iter: 40);

    private static async Task DoAsync(TestEmulator emulator, Step step, ConcurrentQueue<string> ids)
    {
        var (phone, other) = (Phone(step.Phone), Phone(step.Other));
        var id = ids.ElementAtOrDefault(step.Binding % Math.Max(ids.Count, 1)) ?? "none";
        switch (step.Kind)
        {
            case Kind.BindX:
                var reply = await emulator.PostAsync(AxybSample.Ax(("origNum", phone), ("duration", step.Seconds), ("ybDuration", 60)));
                if (reply.ResultCode == "0")
                {
                    ids.Enqueue(reply["subscriptionId"]);
                }

                break;
            case Kind.BindY:
                await emulator.PostAsync(AxybSample.Yb(id, ("origNum", phone), ("ybDuration", step.Seconds)));
                break;
            case Kind.UnbindX:
                await emulator.DeleteAsync(("subscriptionId", id));
                break;
            case Kind.UnbindY:
                await emulator.DeleteAsync(("subscriptionId", id), ("bNum", other));
                break;
            case Kind.Call:
                emulator.Place(phone, emulator.World.Numbers.Numbers.ElementAt(step.Binding % PoolSize).Number.Value);
                break;
            default:
                await emulator.AdvanceAsync(TimeSpan.FromSeconds(step.Seconds));
                break;
        }
    }

    private static void Check(TestEmulator emulator)
    {
        lock (emulator.World.Gate)
        {
            var known = emulator.Mode().Known;
            var now = emulator.World.Clock.Now;
            var xs = known.All.ToList();
            var ys = xs.SelectMany(ax => known.Under(ax)).ToList();
            Assert.That(xs.Select(ax => ax.X), Is.Unique);
            Assert.That(xs.GroupBy(ax => ax.A).Select(held => held.Count()), Is.All.AtMost(5));
            Assert.That(xs.Select(ax => ax.X).Intersect(ys.Select(yb => yb.Y)), Is.Empty);
            Assert.That(ys.Select(yb => (yb.Ax.SubscriptionId, yb.Y)), Is.Unique);
            Assert.That(ys.Select(yb => (yb.Ax.A, yb.Y)), Is.Unique);
            Assert.That(ys.Select(yb => (yb.Ax.SubscriptionId, yb.B)), Is.Unique);
            Assert.That(xs.Select(ax => ax.ExpiresAt).Concat(ys.Select(yb => yb.ExpiresAt)).OfType<DateTimeOffset>(), Is.All.AtLeast(now));
            Assert.That(known.Count, Is.EqualTo(emulator.World.Mode.Bindings().Count()));
        }
    }

    /// <summary>When all is unbound each number can be allocated again: none was lost on the way.</summary>
    private static async Task EmptyAsync(TestEmulator emulator, ConcurrentQueue<string> ids)
    {
        foreach (var id in ids)
        {
            await emulator.DeleteAsync(("subscriptionId", id));
        }

        Assert.That(emulator.World.Mode.Count, Is.Zero);
        for (var i = 0; i < PoolSize; i++)
        {
            await emulator.BindXAsync(("origNum", $"+861370000000{i}"));
        }
    }

    private static string Phone(int number) => $"+861380000003{number}";
}
