namespace OrderTaxi.Orders;

/// <summary>All orders. A real application keeps them in its database.</summary>
internal sealed class OrderBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Order> _orders = [];
    private int _last;

    public string NextId() => $"ride-{Interlocked.Increment(ref _last)}";

    public void Add(Order order)
    {
        lock (_gate)
        {
            _orders.Add(order.Id, order);
        }
    }

    public Order? Find(string id)
    {
        lock (_gate)
        {
            return _orders.GetValueOrDefault(id);
        }
    }

    /// <summary>The order before and after; null when there is no such order.</summary>
    public (Order Before, Order After)? Change(string id, Func<Order, Order> change)
    {
        lock (_gate)
        {
            return _orders.TryGetValue(id, out var before) ? (before, _orders[id] = change(before)) : null;
        }
    }
}
