using CsCheck;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

public sealed class AxConcurrencyTests
{
    private const int Users = 2;
    private const int Numbers = 14;

    private static readonly Gen<string> A = Gen.Int[0, Users - 1].Select(i => $"+861380000002{i}");
    private static readonly Gen<string> X = Gen.Int[0, Numbers - 1].Select(i => $"+86170000001{i:D2}");

    private static readonly Gen<Operation> Operations = Gen.Frequency(
        (6, Gen.Select(A, X, (a, x) => new Operation("bind", a, x))),
        (2, A.Select(a => new Operation("allocate", a, ""))),
        (1, X.Select(x => new Operation("unbind", "", x))),
        (3, Gen.Select(A, X, (a, x) => new Operation("modify", a, x))),
        (1, Gen.Select(A, X, (a, x) => new Operation("setCallee", a, x))),
        (1, Gen.Select(A, X, (a, x) => new Operation("call", a, x))));

    [Test]
    [Rule("ax.md §8.1", "However requests and calls cross each other, no X holds two A and no A more than five X")]
    public async Task Whatever_comes_at_once_no_X_holds_two_A_and_no_A_more_than_five_X() =>
        await Operations.Array[20, 80].SampleAsync(
            async operations =>
            {
                await using var ax = await StartAsync();
                var codes = await Task.WhenAll(operations.Select(operation => Task.Run(() => RunAsync(ax, operation))));

                var held = await HeldAsync(ax);
                var balance = Successes(operations, codes, "bind", "allocate") - Successes(operations, codes, "unbind");
                Assert.That(codes.Distinct(), Is.SubsetOf(new[] { "0", "1011002", "1011003", "1011005", "1016001", "1016002", "1010002" }));
                Assert.That(held.Select(row => row.X), Is.Unique);
                Assert.That(held.GroupBy(row => row.A).Select(group => group.Count()), Is.All.LessThanOrEqualTo(5));
                Assert.That(held, Has.Count.EqualTo(balance).And.Count.EqualTo(ax.World.Mode.Count));
                return true;
            },
            iter: 30);

    private static int Successes(Operation[] operations, string[] codes, params string[] kinds) =>
        operations.Zip(codes).Count(pair => kinds.Contains(pair.First.Kind) && pair.Second == "0");

    private static Task<AxEmulator> StartAsync() => AxEmulator.StartAsync(app => app with
    {
        Numbers = [.. Enumerable.Range(0, Numbers).Select(i => new NumberOptions { Number = $"+86170000001{i:D2}", AreaCode = "0755" })],
    });

    private static async Task<string> RunAsync(AxEmulator ax, Operation operation)
    {
        var (kind, a, x) = operation;
        switch (kind)
        {
            case "bind":
                return (await ax.Api.PostAsync(AxEmulator.Path, new() { ["origNum"] = a, ["privateNum"] = x })).ResultCode;
            case "allocate":
                return (await ax.Api.PostAsync(
                    AxEmulator.Path, new() { ["origNum"] = a, ["areaCode"] = "0755", ["privateNumType"] = "mobile-virtual" })).ResultCode;
            case "unbind":
                return (await ax.Api.DeleteAsync(AxEmulator.Path, ("privateNum", x))).ResultCode;
            case "modify":
                return (await ax.Api.PutAsync(AxEmulator.Path, new() { ["privateNum"] = x, ["origNum"] = a })).ResultCode;
            case "setCallee":
                return (await ax.Api.PutAsync(AxEmulator.CalleePath, new() { ["privateNum"] = x, ["calleeNum"] = a })).ResultCode;
            default:
                ax.Place(a, x);
                await ax.AdvanceAsync(TimeSpan.FromSeconds(10));
                return "0";
        }
    }

    /// <summary>What queries by A and by X tell, which must be the same.</summary>
    private static async Task<List<(string A, string X)>> HeldAsync(AxEmulator ax)
    {
        var byA = await RowsAsync("origNum", Enumerable.Range(0, Users).Select(i => $"+861380000002{i}"));
        var byX = await RowsAsync("privateNum", Enumerable.Range(0, Numbers).Select(i => $"+86170000001{i:D2}"));
        Assert.That(byA, Is.EquivalentTo(byX));
        return byX;

        async Task<List<(string A, string X)>> RowsAsync(string field, IEnumerable<string> numbers)
        {
            var rows = new List<(string, string)>();
            foreach (var number in numbers)
            {
                var reply = await ax.Api.GetAsync(AxEmulator.Path, (field, number));
                rows.AddRange((reply.Json["privateNumList"]?.AsArray() ?? []).Select(row => ((string)row!["origNum"]!, (string)row["privateNum"]!)));
            }

            return rows;
        }
    }

    private sealed record Operation(string Kind, string A, string X);
}
