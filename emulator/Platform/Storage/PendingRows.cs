using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Storage;

/// <summary>
/// Finds what has to be written so that the disk holds what memory holds. Of each application it takes one moment, under its lock; JSON is
/// made outside. Used by one thread.
/// </summary>
internal sealed class PendingRows(Worlds worlds, Snapshots snapshots, EmulatorOptions options, Action noted)
{
    /// <summary>Far below the 16 MB that a document of LiteDB may have.</summary>
    private const int SnapshotPart = 1_000_000;

    private readonly Dictionary<World, (ApplicationOptions Settings, WorldProgress Progress)> _written = [];
    private ImmutableSortedDictionary<string, JsonElement>? _snapshots;
    private string? _emulator;
    private bool _isKnown;

    /// <summary>What the disk holds is not known any more: everything is compared with it.</summary>
    public void Forget()
    {
        _isKnown = false;
        _written.Clear();
        _snapshots = null;
        _emulator = null;
    }

    /// <param name="read">The rows on disk whose ids begin so.</param>
    public IReadOnlyCollection<Row> Take(Func<string, IReadOnlyDictionary<string, string>> read)
    {
        var rewritten = new List<string>();
        var items = new List<(string Id, Func<string?> Text)>();
        if (!_isKnown)
        {
            rewritten.Add("");
        }

        worlds.Look((all, ordinals) => Collect(all, ordinals, rewritten, items));
        CollectSnapshots(rewritten, items);
        var wanted = items.ToDictionary(item => item.Id, item => item.Text(), StringComparer.Ordinal);
        foreach (var (id, text) in rewritten.SelectMany(read))
        {
            if (!wanted.TryAdd(id, null) && wanted[id] == text)
            {
                wanted.Remove(id);
            }
        }

        _isKnown = true;
        return [.. wanted.Select(row => new Row(row.Key, row.Value))];
    }

    private void Collect(IReadOnlyList<World> all, int ordinals, List<string> rewritten, List<(string, Func<string?>)> items)
    {
        foreach (var gone in _written.Keys.Except(all).ToList())
        {
            _written.Remove(gone);
            rewritten.Add(StateRows.PrefixOf(gone.Ordinal));
        }

        foreach (var world in all)
        {
            lock (world.Gate)
            {
                Collect(world, rewritten, items);
            }
        }

        var emulator = StateRows.TextOf(ordinals, worlds.Clock.State, options);
        if (emulator != _emulator)
        {
            _emulator = emulator;
            items.Add((StateRows.Emulator, () => emulator));
        }
    }

    private void Collect(World world, List<string> rewritten, List<(string, Func<string?>)> items)
    {
        var isNew = !_written.TryGetValue(world, out var written);
        var isWhole = isNew || world.Unsaved.IsEverything;
        var prefix = StateRows.PrefixOf(world.Ordinal);
        if (isNew)
        {
            world.Unsaved.Watch(noted);
        }

        foreach (var ((part, key), item) in world.Unsaved.Take())
        {
            if (!isWhole)
            {
                items.Add((StateRows.IdOf(world.Ordinal, part, key), () => item is null ? null : part.Text(item)));
            }
        }

        if (isWhole)
        {
            if (_isKnown && !rewritten.Contains(prefix))
            {
                rewritten.Add(prefix);
            }

            items.AddRange(world.Durable.SelectMany(part => part.Items.Select(
                row => (StateRows.IdOf(world.Ordinal, part, row.Key), (Func<string?>)(() => part.Text(row.Item))))));
        }

        var progress = WorldProgress.Of(world);
        if (isWhole || written.Settings != world.Application)
        {
            var settings = StateRows.TextOf(world);
            items.Add((prefix + StateRows.Settings, () => settings));
        }

        if (isWhole || written.Progress != progress)
        {
            items.Add((prefix + StateRows.Progress, () => StateRows.TextOf(progress)));
        }

        _written[world] = (world.Application, progress);
    }

    private void CollectSnapshots(List<string> rewritten, List<(string, Func<string?>)> items)
    {
        var all = snapshots.All;
        if (all == _snapshots)
        {
            return;
        }

        _snapshots = all;
        if (_isKnown)
        {
            rewritten.Add(StateRows.Snapshots);
        }

        foreach (var (name, document) in all)
        {
            // A name may be longer than an id of LiteDB.
            var id = StateRows.Snapshots + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            var text = document.GetRawText();
            items.Add(($"{id}/", () => name));
            for (var at = 0; at < text.Length; at += SnapshotPart)
            {
                var part = text.Substring(at, Math.Min(SnapshotPart, text.Length - at));
                items.Add(($"{id}/{DurableKeys.Of(at)}", () => part));
            }
        }
    }
}
