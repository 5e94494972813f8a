using Microsoft.AspNetCore.Http.HttpResults;

namespace OrderTaxi.Orders;

internal static class OrderApi
{
    public static void AddOrders(this IServiceCollection services) => services.AddSingleton<OrderBook>().AddTransient<OrderService>();

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders");
        orders.MapPost("", OpenAsync);
        orders.MapGet("/{id}", Get);
        orders.MapPost("/{id}/extend", ExtendAsync);
        orders.MapPost("/{id}/finish", FinishAsync);
    }

    private static async Task<Created<Order>> OpenAsync(NewOrder order, OrderService service, CancellationToken ct)
    {
        var opened = await service.OpenAsync(order.Passenger, order.Driver, order.City, ct);
        return TypedResults.Created($"/orders/{opened.Id}", opened);
    }

    private static Results<Ok<Order>, NotFound> Get(string id, OrderBook orders) =>
        orders.Find(id) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound();

    private static async Task<Results<Ok<Order>, NotFound>> ExtendAsync(
        string id, Extension extension, OrderBook orders, OrderService service, CancellationToken ct) =>
        orders.Find(id) is { } order ? TypedResults.Ok(await service.ExtendAsync(order, extension.Minutes, ct)) : TypedResults.NotFound();

    private static async Task<Results<Ok<Order>, NotFound>> FinishAsync(string id, OrderBook orders, OrderService service, CancellationToken ct) =>
        orders.Find(id) is { } order ? TypedResults.Ok(await service.FinishAsync(order, ct)) : TypedResults.NotFound();

    private sealed record NewOrder(string Passenger, string Driver, string City);

    private sealed record Extension(int Minutes);
}
