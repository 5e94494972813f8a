using OrderTaxi.PrivateNumbers;

namespace OrderTaxi.Orders;

/// <summary>The life of an order and of the number that it has.</summary>
internal sealed class OrderService(OrderBook orders, PrivateNumberClient numbers)
{
    /// <summary>Long enough for most rides: an order that nobody finishes does not keep its number for ever.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public async Task<Order> OpenAsync(string passenger, string driver, string city, CancellationToken ct)
    {
        var id = orders.NextId();
        var binding = await numbers.BindAsync(passenger, driver, city, Lifetime, userData: id, ct);
        var order = new Order(id, passenger, driver, binding.Number, binding.SubscriptionId);
        orders.Add(order);
        return order;
    }

    public async Task<Order> ExtendAsync(Order order, int minutes, CancellationToken ct)
    {
        await numbers.ExtendAsync(order.SubscriptionId, TimeSpan.FromMinutes(minutes), ct);
        return order;
    }

    public async Task<Order> FinishAsync(Order order, CancellationToken ct)
    {
        try
        {
            await numbers.UnbindAsync(order.SubscriptionId, ct);
        }
        catch (PrivateNumberException refusal) when (refusal.Code == PrivateNumberException.NotBound)
        {
            // The number expired before, or somebody finished twice: it is free, and that is what was wanted.
        }

        return orders.Change(order.Id, known => known with { Finished = true })!.Value.After;
    }
}
